import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Password, Role, SamePerson, SigningPassword } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  ShortText,
  answer,
  businessDateOf,
  notFound,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { HelpSellMandatePayload } from '../api/help-sell-mandate.type';
import { helpSellRefusals } from '../domain/help-sell.refusals';
import { mandateStates } from '../domain/help-sell.states';
import { HelpSellMandate } from '../storage/help-sell-mandate.entity';
import { MandateBook } from '../storage/mandate-book';
import { MandateReader } from '../api/mandate-reader';

@InputType()
export class SignHelpSellMandateInput extends ChangeInput {
  @Field(() => Id)
  mandateId!: string;

  @Field(() => ShortText, { description: 'Hash of the text the signer has read' })
  sha256!: string;

  @Field(() => Password, { description: 'The signer’s password, asked for again' })
  password!: string;
}

/** The supplier signs; that instant, and no typed day, decides which orders come after it. */
@Injectable()
export class SignHelpSellMandate {
  constructor(
    private readonly commands: Commands,
    private readonly signing: SigningPassword,
    private readonly book: MandateBook,
    private readonly persons: SamePerson,
  ) {}

  execute(actor: Actor, input: SignHelpSellMandateInput): Promise<Outcome<{ mandateId: string }>> {
    const before = () => this.signing.confirm(actor, input.password, ['password']);
    return this.commands.run({ operation: 'signHelpSellMandate', actor, input, before }, async (tx) => {
      const mandate = await this.book.lockFor(tx, actor, input.mandateId, input.expectedVersion);
      if (mandate.supplierId !== actor.organizationId) throw notFound(['mandateId']);
      const state = mandateStates.next(mandate.state, 'sign');
      if (await this.persons.isAmong(tx, actor.memberId, [mandate.offeredBy]))
        refuse(helpSellRefusals.MANDATE_SAME_PERSON());
      if (mandate.sha256 !== input.sha256) refuse(helpSellRefusals.MANDATE_CHANGED(['sha256']));
      if (mandate.validTo < businessDateOf(tx.at)) refuse(helpSellRefusals.MANDATE_OVER());
      await this.book.goLive(tx, mandate);
      const signed = await tx.change(HelpSellMandate, mandate, {
        state,
        signedBy: actor.memberId,
        signedAt: tx.at,
      });
      await this.book.step(tx, actor, 'signHelpSellMandate', signed, mandate.state);
      return { mandateId: mandate.id };
    });
  }
}

@Resolver()
export class SignHelpSellMandateResolver {
  constructor(
    private readonly useCase: SignHelpSellMandate,
    private readonly mandates: MandateReader,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => HelpSellMandatePayload, { description: 'By the supplier whose goods it names' })
  async signHelpSellMandate(
    @Args('input') input: SignHelpSellMandateInput,
    @CurrentActor() actor: Actor,
  ): Promise<HelpSellMandatePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ mandateId }) => ({
      mandate: await this.mandates.visibleTo(actor, mandateId),
    }));
  }
}

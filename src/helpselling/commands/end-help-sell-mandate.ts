import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { HelpSellMandatePayload } from '../api/help-sell-mandate.type';
import { HELPING, mandateStates } from '../domain/help-sell.states';
import { HelpSellMandate } from '../storage/help-sell-mandate.entity';
import { MandateBook } from '../storage/mandate-book';
import { MandateReader } from '../api/mandate-reader';

@InputType()
export class EndHelpSellMandateInput extends ChangeInput {
  @Field(() => Id)
  mandateId!: string;
}

/** What was placed under it stays; it waits for orders that are being placed. */
@Injectable()
export class EndHelpSellMandate {
  constructor(
    private readonly commands: Commands,
    private readonly book: MandateBook,
  ) {}

  execute(actor: Actor, input: EndHelpSellMandateInput): Promise<Outcome<{ mandateId: string }>> {
    return this.commands.run({ operation: 'endHelpSellMandate', actor, input }, async (tx) => {
      const mandate = await this.book.lockFor(tx, actor, input.mandateId, input.expectedVersion);
      const state = mandateStates.next(mandate.state, 'end');
      await this.book.goDead(tx, mandate.id);
      const over = await tx.change(HelpSellMandate, mandate, { state, endedAt: tx.at });
      await this.book.step(tx, actor, 'endHelpSellMandate', over, mandate.state);
      return { mandateId: mandate.id };
    });
  }
}

@Resolver()
export class EndHelpSellMandateResolver {
  constructor(
    private readonly useCase: EndHelpSellMandate,
    private readonly mandates: MandateReader,
  ) {}

  @Allow(...HELPING, Role.SUPPLIER)
  @Mutation(() => HelpSellMandatePayload, {
    description: 'By either party: no order comes under it any more; those placed stay under it',
  })
  async endHelpSellMandate(
    @Args('input') input: EndHelpSellMandateInput,
    @CurrentActor() actor: Actor,
  ): Promise<HelpSellMandatePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ mandateId }) => ({
      mandate: await this.mandates.visibleTo(actor, mandateId),
    }));
  }
}

import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role, Tasks } from '../../organizations/index';
import {
  Allow,
  Audit,
  BusinessDay,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  MoneyInput,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { HelpSellMandatePayload } from '../api/help-sell-mandate.type';
import { MOST_PRODUCTS } from '../domain/help-sell.refusals';
import { HELPING } from '../domain/help-sell.states';
import { MandateOffers } from '../storage/mandate-offers';
import { MandateReader } from '../api/mandate-reader';

@InputType()
export class OfferHelpSellMandateInput extends CommandInput {
  @Field(() => Id)
  supplierId!: string;

  @Field(() => Id)
  channelId!: string;

  @Field(() => [Id], { description: `Products the supplier offers, 1 to ${MOST_PRODUCTS}` })
  productIds!: string[];

  @Field(() => BusinessDay)
  validFrom!: string;

  @Field(() => BusinessDay)
  validTo!: string;

  @Field(() => MoneyInput, { description: 'The most that orders may bring under it' })
  ceiling!: MoneyInput;
}

/** A unit would help to sell a supplier's goods; the supplier signs, and only orders placed after that are helped. */
@Injectable()
export class OfferHelpSellMandate {
  constructor(
    private readonly commands: Commands,
    private readonly offers: MandateOffers,
    private readonly tasks: Tasks,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: OfferHelpSellMandateInput): Promise<Outcome<{ mandateId: string }>> {
    return this.commands.run({ operation: 'offerHelpSellMandate', actor, input }, async (tx) => {
      const mandate = await this.offers.write(tx, actor, input);
      const subject = { subjectKind: 'HelpSellMandate', subjectId: mandate.id };
      const to = { organizationId: mandate.supplierId, role: Role.SUPPLIER };
      await this.tasks.open(tx, { ...to, kind: 'SIGN_HELP_SELL_MANDATE', ...subject });
      await this.audit.record(tx, {
        actor,
        action: 'offerHelpSellMandate',
        ...subject,
        toState: mandate.state,
        data: { sha256: mandate.sha256 },
      });
      return { mandateId: mandate.id };
    });
  }
}

@Resolver()
export class OfferHelpSellMandateResolver {
  constructor(
    private readonly useCase: OfferHelpSellMandate,
    private readonly mandates: MandateReader,
  ) {}

  @Allow(...HELPING)
  @Mutation(() => HelpSellMandatePayload, { description: 'By the helping unit; the supplier signs' })
  async offerHelpSellMandate(
    @Args('input') input: OfferHelpSellMandateInput,
    @CurrentActor() actor: Actor,
  ): Promise<HelpSellMandatePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ mandateId }) => ({
      mandate: await this.mandates.visibleTo(actor, mandateId),
    }));
  }
}

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
export class WithdrawHelpSellMandateInput extends ChangeInput {
  @Field(() => Id)
  mandateId!: string;
}

/** The helper takes an offer back, or the supplier declines it. */
@Injectable()
export class WithdrawHelpSellMandate {
  constructor(
    private readonly commands: Commands,
    private readonly book: MandateBook,
  ) {}

  execute(actor: Actor, input: WithdrawHelpSellMandateInput): Promise<Outcome<{ mandateId: string }>> {
    return this.commands.run({ operation: 'withdrawHelpSellMandate', actor, input }, async (tx) => {
      const mandate = await this.book.lockFor(tx, actor, input.mandateId, input.expectedVersion);
      const state = mandateStates.next(mandate.state, 'withdraw');
      const over = await tx.change(HelpSellMandate, mandate, { state, endedAt: tx.at });
      await this.book.step(tx, actor, 'withdrawHelpSellMandate', over, mandate.state);
      return { mandateId: mandate.id };
    });
  }
}

@Resolver()
export class WithdrawHelpSellMandateResolver {
  constructor(
    private readonly useCase: WithdrawHelpSellMandate,
    private readonly mandates: MandateReader,
  ) {}

  @Allow(...HELPING, Role.SUPPLIER)
  @Mutation(() => HelpSellMandatePayload, { description: 'By either party, before it is signed' })
  async withdrawHelpSellMandate(
    @Args('input') input: WithdrawHelpSellMandateInput,
    @CurrentActor() actor: Actor,
  ): Promise<HelpSellMandatePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ mandateId }) => ({
      mandate: await this.mandates.visibleTo(actor, mandateId),
    }));
  }
}

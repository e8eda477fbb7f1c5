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
import { InvestmentIntentPayload } from '../api/intent.type';
import { IntentBook } from '../storage/intent-book';
import { IntentReader } from '../storage/intent-reader';

@InputType()
export class WithdrawIntentInput extends ChangeInput {
  @Field(() => Id)
  intentId!: string;
}

/** The enterprise gives it up: no park sees it any more. */
@Injectable()
export class WithdrawIntent {
  constructor(
    private readonly commands: Commands,
    private readonly book: IntentBook,
  ) {}

  execute(actor: Actor, input: WithdrawIntentInput): Promise<Outcome<{ intentId: string }>> {
    return this.commands.run({ operation: 'withdrawIntent', actor, input }, async (tx) => {
      const intent = await this.book.lockOwn(tx, actor, input.intentId);
      tx.expectVersion(intent, input.expectedVersion);
      await this.book.move(tx, intent, 'withdraw', actor);
      return { intentId: intent.id };
    });
  }
}

@Resolver()
export class WithdrawIntentResolver {
  constructor(
    private readonly useCase: WithdrawIntent,
    private readonly intents: IntentReader,
  ) {}

  @Allow(Role.ENTERPRISE_INVESTOR)
  @Mutation(() => InvestmentIntentPayload)
  async withdrawIntent(
    @Args('input') input: WithdrawIntentInput,
    @CurrentActor() actor: Actor,
  ): Promise<InvestmentIntentPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ intentId }) => ({
      intent: await this.intents.visibleTo(actor, intentId),
    }));
  }
}

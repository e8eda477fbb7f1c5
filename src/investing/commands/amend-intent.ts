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
import { InvestmentIntentInput } from '../api/intent.input';
import { InvestmentIntentPayload } from '../api/intent.type';
import { IntentBook } from '../storage/intent-book';
import { IntentReader } from '../storage/intent-reader';
import { IntentStating } from '../storage/intent-stating';

@InputType()
export class AmendIntentInput extends ChangeInput {
  @Field(() => Id)
  intentId!: string;

  @Field(() => InvestmentIntentInput)
  terms!: InvestmentIntentInput;
}

/** Says the whole of it anew, or until when it is valid; the parks it is released to are told. */
@Injectable()
export class AmendIntent {
  constructor(
    private readonly commands: Commands,
    private readonly book: IntentBook,
    private readonly stating: IntentStating,
  ) {}

  execute(actor: Actor, input: AmendIntentInput): Promise<Outcome<{ intentId: string }>> {
    return this.commands.run({ operation: 'amendIntent', actor, input }, async (tx) => {
      const intent = await this.book.lockOwn(tx, actor, input.intentId);
      tx.expectVersion(intent, input.expectedVersion);
      await this.stating.amend(tx, actor, intent, input.terms);
      return { intentId: intent.id };
    });
  }
}

@Resolver()
export class AmendIntentResolver {
  constructor(
    private readonly useCase: AmendIntent,
    private readonly intents: IntentReader,
  ) {}

  @Allow(Role.ENTERPRISE_INVESTOR)
  @Mutation(() => InvestmentIntentPayload)
  async amendIntent(
    @Args('input') input: AmendIntentInput,
    @CurrentActor() actor: Actor,
  ): Promise<InvestmentIntentPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ intentId }) => ({
      intent: await this.intents.visibleTo(actor, intentId),
    }));
  }
}

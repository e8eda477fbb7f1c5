import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  CommandInput,
  Commands,
  CurrentActor,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { InvestmentIntentInput } from '../api/intent.input';
import { InvestmentIntentPayload } from '../api/intent.type';
import { IntentReader } from '../storage/intent-reader';
import { IntentStating } from '../storage/intent-stating';

@InputType()
export class StateIntentInput extends CommandInput {
  @Field(() => InvestmentIntentInput)
  terms!: InvestmentIntentInput;
}

/** An enterprise writes down what it would build and needs. Nobody hears of it before it is released. */
@Injectable()
export class StateIntent {
  constructor(
    private readonly commands: Commands,
    private readonly stating: IntentStating,
  ) {}

  execute(actor: Actor, input: StateIntentInput): Promise<Outcome<{ intentId: string }>> {
    return this.commands.run({ operation: 'stateIntent', actor, input }, async (tx) => {
      const intentId = randomUUID();
      await this.stating.state(tx, actor, intentId, input.terms);
      return { intentId };
    });
  }
}

@Resolver()
export class StateIntentResolver {
  constructor(
    private readonly useCase: StateIntent,
    private readonly intents: IntentReader,
  ) {}

  @Allow(Role.ENTERPRISE_INVESTOR)
  @Mutation(() => InvestmentIntentPayload)
  async stateIntent(
    @Args('input') input: StateIntentInput,
    @CurrentActor() actor: Actor,
  ): Promise<InvestmentIntentPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ intentId }) => ({
      intent: await this.intents.visibleTo(actor, intentId),
    }));
  }
}

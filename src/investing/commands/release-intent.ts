import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { InvestmentIntentPayload } from '../api/intent.type';
import { MOST_PARKS_AT_ONCE } from '../domain/investing.refusals';
import { IntentReader } from '../storage/intent-reader';
import { IntentReleasing } from '../storage/intent-releasing';

@InputType()
export class ReleaseIntentInput extends CommandInput {
  @Field(() => Id)
  intentId!: string;

  @Field(() => [Id], { description: `Confirmed parks, 1 to ${MOST_PARKS_AT_ONCE}; all or none are shown it` })
  parkIds!: string[];
}

/** Shows an intent to parks. It stays as it is, its version too: no park can tell how many others are shown it. */
@Injectable()
export class ReleaseIntent {
  constructor(
    private readonly commands: Commands,
    private readonly releasing: IntentReleasing,
  ) {}

  execute(actor: Actor, input: ReleaseIntentInput): Promise<Outcome<{ intentId: string }>> {
    return this.commands.run({ operation: 'releaseIntent', actor, input }, async (tx) => {
      await this.releasing.release(tx, actor, input.intentId, input.parkIds);
      return { intentId: input.intentId };
    });
  }
}

@Resolver()
export class ReleaseIntentResolver {
  constructor(
    private readonly useCase: ReleaseIntent,
    private readonly intents: IntentReader,
  ) {}

  @Allow(Role.ENTERPRISE_INVESTOR)
  @Mutation(() => InvestmentIntentPayload)
  async releaseIntent(
    @Args('input') input: ReleaseIntentInput,
    @CurrentActor() actor: Actor,
  ): Promise<InvestmentIntentPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ intentId }) => ({
      intent: await this.intents.visibleTo(actor, intentId),
    }));
  }
}

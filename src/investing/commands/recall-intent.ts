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
import { IntentReleasePayload } from '../api/intent.type';
import { IntentBook } from '../storage/intent-book';
import { IntentReader } from '../storage/intent-reader';
import { IntentReleasing } from '../storage/intent-releasing';

@InputType()
export class RecallIntentInput extends ChangeInput {
  @Field(() => Id)
  releaseId!: string;
}

/** One park is shown the intent no more; it may be shown it again later. */
@Injectable()
export class RecallIntent {
  constructor(
    private readonly commands: Commands,
    private readonly releasing: IntentReleasing,
    private readonly book: IntentBook,
  ) {}

  execute(actor: Actor, input: RecallIntentInput): Promise<Outcome<{ releaseId: string }>> {
    return this.commands.run({ operation: 'recallIntent', actor, input }, async (tx) => {
      const { intent, release } = await this.releasing.lockForInvestor(tx, actor, input.releaseId);
      tx.expectVersion(release, input.expectedVersion);
      await this.book.moveRelease(tx, intent, release, 'recall', actor);
      return { releaseId: release.id };
    });
  }
}

@Resolver()
export class RecallIntentResolver {
  constructor(
    private readonly useCase: RecallIntent,
    private readonly intents: IntentReader,
  ) {}

  @Allow(Role.ENTERPRISE_INVESTOR)
  @Mutation(() => IntentReleasePayload)
  async recallIntent(
    @Args('input') input: RecallIntentInput,
    @CurrentActor() actor: Actor,
  ): Promise<IntentReleasePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ releaseId }) => ({
      release: await this.intents.releaseVisibleTo(actor, releaseId),
    }));
  }
}

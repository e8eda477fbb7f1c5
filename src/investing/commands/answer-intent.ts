import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { IntentReleasePayload, ReleaseAnswerEnum } from '../api/intent.type';
import type { ReleaseAnswer } from '../domain/intent-kinds';
import { IntentBook } from '../storage/intent-book';
import { IntentReader } from '../storage/intent-reader';
import { IntentReleasing } from '../storage/intent-releasing';

@InputType()
export class AnswerIntentInput extends ChangeInput {
  @Field(() => Id)
  releaseId!: string;

  @Field(() => ReleaseAnswerEnum, { description: 'Can be changed while the intent is open' })
  answer!: ReleaseAnswer;

  @Field(() => NoteText, { nullable: true, description: 'The investor reads it' })
  note?: string | null;
}

const VERBS = { INTERESTED: 'welcome', DECLINED: 'decline' } as const;

/** A park says to an intent it is shown whether it would take it; binding is neither. */
@Injectable()
export class AnswerIntent {
  constructor(
    private readonly commands: Commands,
    private readonly releasing: IntentReleasing,
    private readonly book: IntentBook,
  ) {}

  execute(actor: Actor, input: AnswerIntentInput): Promise<Outcome<{ releaseId: string }>> {
    return this.commands.run({ operation: 'answerIntent', actor, input }, async (tx) => {
      const { intent, release } = await this.releasing.lockForPark(tx, actor, input.releaseId);
      tx.expectVersion(release, input.expectedVersion);
      await this.book.moveRelease(tx, intent, release, VERBS[input.answer], actor, {
        answeredBy: actor.memberId,
        answeredAt: tx.at,
        answerNote: input.note ?? null,
      });
      return { releaseId: release.id };
    });
  }
}

@Resolver()
export class AnswerIntentResolver {
  constructor(
    private readonly useCase: AnswerIntent,
    private readonly intents: IntentReader,
  ) {}

  @Allow(Role.PARK_MANAGER)
  @Mutation(() => IntentReleasePayload)
  async answerIntent(
    @Args('input') input: AnswerIntentInput,
    @CurrentActor() actor: Actor,
  ): Promise<IntentReleasePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ releaseId }) => ({
      release: await this.intents.releaseVisibleTo(actor, releaseId),
    }));
  }
}

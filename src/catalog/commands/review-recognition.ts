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
import { ManagedRecords } from '../api/managed-records';
import { RecognitionPayload } from '../api/payloads.type';
import { RECOGNITIONS } from '../api/recognition.type';
import { CatalogWork } from '../storage/catalog-work';
import { RecognitionSteps } from '../storage/recognition-steps';

@InputType()
export class ReviewRecognitionInput extends ChangeInput {
  @Field(() => Id)
  recognitionId!: string;

  @Field(() => NoteText, { nullable: true })
  note?: string | null;
}

/** The platform reviews what the county certified. */
@Injectable()
export class ReviewRecognition {
  constructor(
    private readonly commands: Commands,
    private readonly recognitions: RecognitionSteps,
    private readonly work: CatalogWork,
  ) {}

  execute(actor: Actor, input: ReviewRecognitionInput): Promise<Outcome<{ recognitionId: string }>> {
    return this.commands.run({ operation: 'reviewRecognition', actor, input }, async (tx) => {
      const recognition = await this.recognitions.inReach(tx, actor, input);
      await this.recognitions.requireOtherPerson(tx, actor, recognition);
      await this.recognitions.take(tx, actor, {
        recognition,
        verb: 'review',
        action: 'reviewRecognition',
        note: input.note ?? null,
      });
      await this.work.done(tx, 'Recognition', recognition.id);
      await this.work.forPlatform(tx, {
        kind: 'PUBLICISE_RECOGNITION',
        subjectKind: 'Recognition',
        subjectId: recognition.id,
      });
      return { recognitionId: recognition.id };
    });
  }
}

@Resolver()
export class ReviewRecognitionResolver {
  constructor(
    private readonly useCase: ReviewRecognition,
    private readonly records: ManagedRecords,
  ) {}

  @Allow(Role.PLATFORM_OPS)
  @Mutation(() => RecognitionPayload)
  async reviewRecognition(
    @Args('input') input: ReviewRecognitionInput,
    @CurrentActor() actor: Actor,
  ): Promise<RecognitionPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ recognitionId }) => ({
      recognition: await this.records.one(RECOGNITIONS, actor, recognitionId),
    }));
  }
}

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
export class CertifyRecognitionInput extends ChangeInput {
  @Field(() => Id)
  recognitionId!: string;

  @Field(() => NoteText, { nullable: true })
  note?: string | null;
}

/** The county answers for the assistance attribute (谁审核、谁负责). */
@Injectable()
export class CertifyRecognition {
  constructor(
    private readonly commands: Commands,
    private readonly recognitions: RecognitionSteps,
    private readonly work: CatalogWork,
  ) {}

  execute(actor: Actor, input: CertifyRecognitionInput): Promise<Outcome<{ recognitionId: string }>> {
    return this.commands.run({ operation: 'certifyRecognition', actor, input }, async (tx) => {
      const recognition = await this.recognitions.inReach(tx, actor, input);
      await this.recognitions.requireOtherPerson(tx, actor, recognition);
      await this.recognitions.take(tx, actor, {
        recognition,
        verb: 'certify',
        action: 'certifyRecognition',
        note: input.note ?? null,
      });
      await this.work.done(tx, 'Recognition', recognition.id);
      await this.work.forPlatform(tx, {
        kind: 'REVIEW_RECOGNITION',
        subjectKind: 'Recognition',
        subjectId: recognition.id,
      });
      return { recognitionId: recognition.id };
    });
  }
}

@Resolver()
export class CertifyRecognitionResolver {
  constructor(
    private readonly useCase: CertifyRecognition,
    private readonly records: ManagedRecords,
  ) {}

  @Allow(Role.COUNTY_REVITAL)
  @Mutation(() => RecognitionPayload)
  async certifyRecognition(
    @Args('input') input: CertifyRecognitionInput,
    @CurrentActor() actor: Actor,
  ): Promise<RecognitionPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ recognitionId }) => ({
      recognition: await this.records.one(RECOGNITIONS, actor, recognitionId),
    }));
  }
}

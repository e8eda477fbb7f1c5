import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  addDays,
  answer,
  businessDateOf,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { ManagedRecords } from '../api/managed-records';
import { RecognitionPayload } from '../api/payloads.type';
import { RECOGNITIONS } from '../api/recognition.type';
import { catalogRefusals } from '../domain/catalog.refusals';
import { CatalogWork } from '../storage/catalog-work';
import { RecognitionSteps } from '../storage/recognition-steps';
import { RecognitionValidity } from '../storage/recognition-validity';

@InputType()
export class RecheckRecognitionInput extends ChangeInput {
  @Field(() => Id)
  recognitionId!: string;

  @Field(() => NoteText, { nullable: true })
  note?: string | null;
}

/** The yearly re-check: a recognition that is not confirmed in time lapses. */
@Injectable()
export class RecheckRecognition {
  constructor(
    private readonly commands: Commands,
    private readonly recognitions: RecognitionSteps,
    private readonly work: CatalogWork,
    private readonly validity: RecognitionValidity,
  ) {}

  execute(actor: Actor, input: RecheckRecognitionInput): Promise<Outcome<{ recognitionId: string }>> {
    return this.commands.run({ operation: 'recheckRecognition', actor, input }, async (tx) => {
      const recognition = await this.recognitions.inReach(tx, actor, input);
      const today = businessDateOf(tx.at);
      if (recognition.validTo === null || recognition.validTo < today)
        refuse(catalogRefusals.RECOGNITION_LAPSED(['recognitionId']));
      const validTo = await this.validity.until(
        addDays(recognition.validTo, 1),
        recognition.originCountyCode,
      );
      await this.recognitions.take(tx, actor, {
        recognition,
        verb: 'recheck',
        action: 'recheckRecognition',
        changes: { validTo },
        note: input.note ?? null,
      });
      await this.work.done(tx, 'Recognition', recognition.id);
      return { recognitionId: recognition.id };
    });
  }
}

@Resolver()
export class RecheckRecognitionResolver {
  constructor(
    private readonly useCase: RecheckRecognition,
    private readonly records: ManagedRecords,
  ) {}

  @Allow(Role.COUNTY_REVITAL)
  @Mutation(() => RecognitionPayload)
  async recheckRecognition(
    @Args('input') input: RecheckRecognitionInput,
    @CurrentActor() actor: Actor,
  ): Promise<RecognitionPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ recognitionId }) => ({
      recognition: await this.records.one(RECOGNITIONS, actor, recognitionId),
    }));
  }
}

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
  addDays,
  answer,
  businessDateOf,
  startOfBusinessDate,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { Regions, wholeNumberOf } from '../../regions/index';
import { ManagedRecords } from '../api/managed-records';
import { RecognitionPayload } from '../api/payloads.type';
import { RECOGNITIONS } from '../api/recognition.type';
import { CatalogWork } from '../storage/catalog-work';
import { RecognitionSteps } from '../storage/recognition-steps';

@InputType()
export class PubliciseRecognitionInput extends ChangeInput {
  @Field(() => Id)
  recognitionId!: string;

  @Field(() => NoteText, { nullable: true })
  note?: string | null;
}

/** 公示: the notice runs for the days the dated rule asks; the day it is put up does not count. */
@Injectable()
export class PubliciseRecognition {
  constructor(
    private readonly commands: Commands,
    private readonly recognitions: RecognitionSteps,
    private readonly work: CatalogWork,
    private readonly regions: Regions,
  ) {}

  execute(actor: Actor, input: PubliciseRecognitionInput): Promise<Outcome<{ recognitionId: string }>> {
    return this.commands.run({ operation: 'publiciseRecognition', actor, input }, async (tx) => {
      const recognition = await this.recognitions.inReach(tx, actor, input);
      const today = businessDateOf(tx.at);
      const { originCountyCode } = recognition;
      const rule = await this.regions.rule('RECOGNITION_PUBLICITY_DAYS', today, originCountyCode, tx);
      const publicisedTo = addDays(today, wholeNumberOf(rule));
      await this.recognitions.take(tx, actor, {
        recognition,
        verb: 'publicise',
        action: 'publiciseRecognition',
        changes: { publicisedFrom: today, publicisedTo },
        note: input.note ?? null,
      });
      await this.work.done(tx, 'Recognition', recognition.id);
      await this.work.forPlatform(tx, {
        kind: 'DECIDE_RECOGNITION',
        subjectKind: 'Recognition',
        subjectId: recognition.id,
        dueAt: startOfBusinessDate(addDays(publicisedTo, 1)),
      });
      return { recognitionId: recognition.id };
    });
  }
}

@Resolver()
export class PubliciseRecognitionResolver {
  constructor(
    private readonly useCase: PubliciseRecognition,
    private readonly records: ManagedRecords,
  ) {}

  @Allow(Role.PLATFORM_OPS)
  @Mutation(() => RecognitionPayload)
  async publiciseRecognition(
    @Args('input') input: PubliciseRecognitionInput,
    @CurrentActor() actor: Actor,
  ): Promise<RecognitionPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ recognitionId }) => ({
      recognition: await this.records.one(RECOGNITIONS, actor, recognitionId),
    }));
  }
}

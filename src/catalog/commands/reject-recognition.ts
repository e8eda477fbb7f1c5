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
  notFound,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { ManagedRecords } from '../api/managed-records';
import { RecognitionPayload } from '../api/payloads.type';
import { RECOGNITIONS } from '../api/recognition.type';
import { CatalogWork } from '../storage/catalog-work';
import { RecognitionSteps } from '../storage/recognition-steps';

@InputType()
export class RejectRecognitionInput extends ChangeInput {
  @Field(() => Id)
  recognitionId!: string;

  @Field(() => NoteText, { description: 'Why' })
  note!: string;
}

/** County or platform decline, with a reason; the supplier may apply anew. */
@Injectable()
export class RejectRecognition {
  constructor(
    private readonly commands: Commands,
    private readonly recognitions: RecognitionSteps,
    private readonly work: CatalogWork,
  ) {}

  execute(actor: Actor, input: RejectRecognitionInput): Promise<Outcome<{ recognitionId: string }>> {
    return this.commands.run({ operation: 'rejectRecognition', actor, input }, async (tx) => {
      const recognition = await this.recognitions.inReach(tx, actor, input);
      await this.recognitions.requireOtherPerson(tx, actor, recognition);
      const countyTurn = recognition.state === 'APPLIED';
      if (countyTurn !== (actor.organizationKind === 'COUNTY_DEPARTMENT')) throw notFound(['recognitionId']);
      await this.recognitions.take(tx, actor, {
        recognition,
        verb: 'reject',
        action: 'rejectRecognition',
        note: input.note ?? null,
      });
      await this.work.done(tx, 'Recognition', recognition.id);
      return { recognitionId: recognition.id };
    });
  }
}

@Resolver()
export class RejectRecognitionResolver {
  constructor(
    private readonly useCase: RejectRecognition,
    private readonly records: ManagedRecords,
  ) {}

  @Allow(Role.COUNTY_REVITAL, Role.PLATFORM_OPS)
  @Mutation(() => RecognitionPayload)
  async rejectRecognition(
    @Args('input') input: RejectRecognitionInput,
    @CurrentActor() actor: Actor,
  ): Promise<RecognitionPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ recognitionId }) => ({
      recognition: await this.records.one(RECOGNITIONS, actor, recognitionId),
    }));
  }
}

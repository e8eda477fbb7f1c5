import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Events,
  Id,
  NoteText,
  answer,
  businessDateOf,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { ManagedRecords } from '../api/managed-records';
import { RecognitionPayload } from '../api/payloads.type';
import { RECOGNITIONS } from '../api/recognition.type';
import { CatalogWork } from '../storage/catalog-work';
import { RecognitionSteps } from '../storage/recognition-steps';

@InputType()
export class WithdrawRecognitionInput extends ChangeInput {
  @Field(() => Id)
  recognitionId!: string;

  @Field(() => NoteText, { description: 'Why' })
  note!: string;
}

/** From today on it no longer holds; for the days before it did. */
@Injectable()
export class WithdrawRecognition {
  constructor(
    private readonly commands: Commands,
    private readonly recognitions: RecognitionSteps,
    private readonly work: CatalogWork,
    private readonly events: Events,
  ) {}

  execute(actor: Actor, input: WithdrawRecognitionInput): Promise<Outcome<{ recognitionId: string }>> {
    return this.commands.run({ operation: 'withdrawRecognition', actor, input }, async (tx) => {
      const recognition = await this.recognitions.inReach(tx, actor, input);
      await this.recognitions.take(tx, actor, {
        recognition,
        verb: 'withdraw',
        action: 'withdrawRecognition',
        changes: { withdrawnOn: businessDateOf(tx.at) },
        note: input.note ?? null,
      });
      await this.work.done(tx, 'Recognition', recognition.id);
      await this.events.publish(tx, {
        stream: `product:${recognition.productId}`,
        kind: 'RecognitionWithdrawn',
        payload: { recognitionId: recognition.id, productId: recognition.productId },
      });
      return { recognitionId: recognition.id };
    });
  }
}

@Resolver()
export class WithdrawRecognitionResolver {
  constructor(
    private readonly useCase: WithdrawRecognition,
    private readonly records: ManagedRecords,
  ) {}

  @Allow(Role.SUPPLIER, Role.PLATFORM_OPS)
  @Mutation(() => RecognitionPayload)
  async withdrawRecognition(
    @Args('input') input: WithdrawRecognitionInput,
    @CurrentActor() actor: Actor,
  ): Promise<RecognitionPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ recognitionId }) => ({
      recognition: await this.records.one(RECOGNITIONS, actor, recognitionId),
    }));
  }
}

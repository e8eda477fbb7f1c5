import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
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
import { catalogRefusals } from '../domain/catalog.refusals';
import { CatalogWork } from '../storage/catalog-work';
import { RecognitionSteps } from '../storage/recognition-steps';
import { RecognitionValidity } from '../storage/recognition-validity';

@InputType()
export class RecogniseProductInput extends ChangeInput {
  @Field(() => Id)
  recognitionId!: string;

  @Field(() => NoteText, { nullable: true })
  note?: string | null;
}

/** After the notice; valid for the months the dated rule gives, from today. */
@Injectable()
export class RecogniseProduct {
  constructor(
    private readonly commands: Commands,
    private readonly recognitions: RecognitionSteps,
    private readonly work: CatalogWork,
    private readonly validity: RecognitionValidity,
    private readonly events: Events,
  ) {}

  execute(actor: Actor, input: RecogniseProductInput): Promise<Outcome<{ recognitionId: string }>> {
    return this.commands.run({ operation: 'recogniseProduct', actor, input }, async (tx) => {
      const recognition = await this.recognitions.inReach(tx, actor, input);
      await this.recognitions.requireOtherPerson(tx, actor, recognition);
      const today = businessDateOf(tx.at);
      if (recognition.publicisedTo !== null && today <= recognition.publicisedTo)
        refuse(catalogRefusals.PUBLICITY_RUNNING({ until: recognition.publicisedTo }, ['recognitionId']));
      const validTo = await this.validity.until(today, recognition.originCountyCode);
      await this.recognitions.take(tx, actor, {
        recognition,
        verb: 'recognise',
        action: 'recogniseProduct',
        changes: { validFrom: today, validTo },
        note: input.note ?? null,
      });
      await this.work.done(tx, 'Recognition', recognition.id);
      await this.events.publish(tx, {
        stream: `product:${recognition.productId}`,
        kind: 'ProductRecognised',
        payload: { recognitionId: recognition.id, productId: recognition.productId },
      });
      return { recognitionId: recognition.id };
    });
  }
}

@Resolver()
export class RecogniseProductResolver {
  constructor(
    private readonly useCase: RecogniseProduct,
    private readonly records: ManagedRecords,
  ) {}

  @Allow(Role.PLATFORM_OPS)
  @Mutation(() => RecognitionPayload)
  async recogniseProduct(
    @Args('input') input: RecogniseProductInput,
    @CurrentActor() actor: Actor,
  ): Promise<RecognitionPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ recognitionId }) => ({
      recognition: await this.records.one(RECOGNITIONS, actor, recognitionId),
    }));
  }
}

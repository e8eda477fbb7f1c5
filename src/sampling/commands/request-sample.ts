import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import {
  Allow,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  MoneyInput,
  NoteText,
  QuantityInput,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { ASKING } from '../../sourcing/index';
import { SamplePayload } from '../api/sample.type';
import { SampleReader } from '../storage/sample-reader';
import { SampleAsking } from '../storage/sample-asking';

@InputType()
export class RequestSampleInput extends CommandInput {
  @Field(() => Id)
  sourcingRequestId!: string;

  @Field(() => Id)
  sourcingLineId!: string;

  @Field(() => Id, { description: 'Invited, or has quoted' })
  supplierId!: string;

  @Field(() => QuantityInput, { description: 'Small: a dated rule bounds it' })
  quantity!: QuantityInput;

  @Field(() => MoneyInput, {
    nullable: true,
    description: 'Most you pay for it, carriage included; free unless said',
  })
  mostPrice?: MoneyInput | null;

  @Field(() => NoteText, { nullable: true, description: 'The supplier reads it' })
  note?: string | null;
}

/** 索样: before he decides the buyer wants to see what he would get. Nobody else hears whom he asked. */
@Injectable()
export class RequestSample {
  constructor(
    private readonly commands: Commands,
    private readonly asking: SampleAsking,
  ) {}

  execute(actor: Actor, input: RequestSampleInput): Promise<Outcome<{ sampleId: string }>> {
    return this.commands.run({ operation: 'requestSample', actor, input }, async (tx) => {
      const sampleId = randomUUID();
      await this.asking.ask(tx, actor, sampleId, input);
      return { sampleId };
    });
  }
}

@Resolver()
export class RequestSampleResolver {
  constructor(
    private readonly useCase: RequestSample,
    private readonly samples: SampleReader,
  ) {}

  @Allow(...ASKING)
  @Mutation(() => SamplePayload)
  async requestSample(
    @Args('input') input: RequestSampleInput,
    @CurrentActor() actor: Actor,
  ): Promise<SamplePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ sampleId }) => ({
      sample: await this.samples.visibleTo(actor, sampleId),
    }));
  }
}

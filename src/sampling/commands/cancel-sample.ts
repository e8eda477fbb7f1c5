import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
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
import { ASKING } from '../../sourcing/index';
import { SamplePayload } from '../api/sample.type';
import { SampleBook } from '../storage/sample-book';
import { SampleReader } from '../storage/sample-reader';

@InputType()
export class CancelSampleInput extends ChangeInput {
  @Field(() => Id)
  sampleId!: string;
}

/** The buyer needs it no more; what is on its way is no longer cancelled. */
@Injectable()
export class CancelSample {
  constructor(
    private readonly commands: Commands,
    private readonly book: SampleBook,
  ) {}

  execute(actor: Actor, input: CancelSampleInput): Promise<Outcome<{ sampleId: string }>> {
    return this.commands.run({ operation: 'cancelSample', actor, input }, async (tx) => {
      const locked = await this.book.lockFor(tx, actor, input.sampleId, 'BUYER');
      tx.expectVersion(locked.sample, input.expectedVersion);
      await this.book.move(tx, locked, 'cancel', actor);
      return { sampleId: input.sampleId };
    });
  }
}

@Resolver()
export class CancelSampleResolver {
  constructor(
    private readonly useCase: CancelSample,
    private readonly samples: SampleReader,
  ) {}

  @Allow(...ASKING)
  @Mutation(() => SamplePayload)
  async cancelSample(
    @Args('input') input: CancelSampleInput,
    @CurrentActor() actor: Actor,
  ): Promise<SamplePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ sampleId }) => ({
      sample: await this.samples.visibleTo(actor, sampleId),
    }));
  }
}

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
import { SampleRejectionReasonEnum, SamplePayload } from '../api/sample.type';
import type { SampleRejectionReason } from '../domain/sample.states';
import { SampleBook } from '../storage/sample-book';
import { SampleReader } from '../storage/sample-reader';

@InputType()
export class RejectSampleInput extends ChangeInput {
  @Field(() => Id)
  sampleId!: string;

  @Field(() => SampleRejectionReasonEnum)
  reason!: SampleRejectionReason;
}

/** Not like this: one word says why. Another one may be asked for. */
@Injectable()
export class RejectSample {
  constructor(
    private readonly commands: Commands,
    private readonly book: SampleBook,
  ) {}

  execute(actor: Actor, input: RejectSampleInput): Promise<Outcome<{ sampleId: string }>> {
    return this.commands.run({ operation: 'rejectSample', actor, input }, async (tx) => {
      const locked = await this.book.lockFor(tx, actor, input.sampleId, 'BUYER');
      tx.expectVersion(locked.sample, input.expectedVersion);
      await this.book.move(tx, locked, 'reject', actor, { reason: input.reason });
      return { sampleId: input.sampleId };
    });
  }
}

@Resolver()
export class RejectSampleResolver {
  constructor(
    private readonly useCase: RejectSample,
    private readonly samples: SampleReader,
  ) {}

  @Allow(...ASKING)
  @Mutation(() => SamplePayload)
  async rejectSample(
    @Args('input') input: RejectSampleInput,
    @CurrentActor() actor: Actor,
  ): Promise<SamplePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ sampleId }) => ({
      sample: await this.samples.visibleTo(actor, sampleId),
    }));
  }
}

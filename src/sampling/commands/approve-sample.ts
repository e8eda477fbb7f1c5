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
import { ApprovedSamples } from '../../quoting/index';
import { ASKING } from '../../sourcing/index';
import { SamplePayload } from '../api/sample.type';
import { SampleBook } from '../storage/sample-book';
import { SampleReader } from '../storage/sample-reader';

@InputType()
export class ApproveSampleInput extends ChangeInput {
  @Field(() => Id)
  sampleId!: string;
}

/** 看样订货: like this. What is awarded to this supplier on this line from now on names the sample in its contract. */
@Injectable()
export class ApproveSample {
  constructor(
    private readonly commands: Commands,
    private readonly book: SampleBook,
    private readonly approved: ApprovedSamples,
  ) {}

  execute(actor: Actor, input: ApproveSampleInput): Promise<Outcome<{ sampleId: string }>> {
    return this.commands.run({ operation: 'approveSample', actor, input }, async (tx) => {
      const locked = await this.book.lockFor(tx, actor, input.sampleId, 'BUYER');
      tx.expectVersion(locked.sample, input.expectedVersion);
      await this.book.requireWanted(tx, locked);
      const { sourcingLineId, supplierId, number } = await this.book.move(tx, locked, 'approve', actor);
      await this.approved.keep(tx, { sourcingLineId, supplierId, number });
      return { sampleId: input.sampleId };
    });
  }
}

@Resolver()
export class ApproveSampleResolver {
  constructor(
    private readonly useCase: ApproveSample,
    private readonly samples: SampleReader,
  ) {}

  @Allow(...ASKING)
  @Mutation(() => SamplePayload)
  async approveSample(
    @Args('input') input: ApproveSampleInput,
    @CurrentActor() actor: Actor,
  ): Promise<SamplePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ sampleId }) => ({
      sample: await this.samples.visibleTo(actor, sampleId),
    }));
  }
}

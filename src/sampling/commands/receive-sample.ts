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
export class ReceiveSampleInput extends ChangeInput {
  @Field(() => Id)
  sampleId!: string;
}

/** The sample has come. */
@Injectable()
export class ReceiveSample {
  constructor(
    private readonly commands: Commands,
    private readonly book: SampleBook,
  ) {}

  execute(actor: Actor, input: ReceiveSampleInput): Promise<Outcome<{ sampleId: string }>> {
    return this.commands.run({ operation: 'receiveSample', actor, input }, async (tx) => {
      const locked = await this.book.lockFor(tx, actor, input.sampleId, 'BUYER');
      tx.expectVersion(locked.sample, input.expectedVersion);
      await this.book.requireWanted(tx, locked);
      await this.book.move(tx, locked, 'receive', actor, { receivedAt: tx.at });
      return { sampleId: input.sampleId };
    });
  }
}

@Resolver()
export class ReceiveSampleResolver {
  constructor(
    private readonly useCase: ReceiveSample,
    private readonly samples: SampleReader,
  ) {}

  @Allow(...ASKING)
  @Mutation(() => SamplePayload)
  async receiveSample(
    @Args('input') input: ReceiveSampleInput,
    @CurrentActor() actor: Actor,
  ): Promise<SamplePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ sampleId }) => ({
      sample: await this.samples.visibleTo(actor, sampleId),
    }));
  }
}

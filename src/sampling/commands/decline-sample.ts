import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
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
import { SampleDeclineReasonEnum, SamplePayload } from '../api/sample.type';
import type { SampleDeclineReason } from '../domain/sample.states';
import { SampleBook } from '../storage/sample-book';
import { SampleReader } from '../storage/sample-reader';

@InputType()
export class DeclineSampleInput extends ChangeInput {
  @Field(() => Id)
  sampleId!: string;

  @Field(() => SampleDeclineReasonEnum)
  reason!: SampleDeclineReason;
}

/** The supplier sends none, and says why in one word. */
@Injectable()
export class DeclineSample {
  constructor(
    private readonly commands: Commands,
    private readonly book: SampleBook,
  ) {}

  execute(actor: Actor, input: DeclineSampleInput): Promise<Outcome<{ sampleId: string }>> {
    return this.commands.run({ operation: 'declineSample', actor, input }, async (tx) => {
      const locked = await this.book.lockFor(tx, actor, input.sampleId, 'SUPPLIER');
      tx.expectVersion(locked.sample, input.expectedVersion);
      await this.book.move(tx, locked, 'decline', actor, { reason: input.reason });
      return { sampleId: input.sampleId };
    });
  }
}

@Resolver()
export class DeclineSampleResolver {
  constructor(
    private readonly useCase: DeclineSample,
    private readonly samples: SampleReader,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => SamplePayload)
  async declineSample(
    @Args('input') input: DeclineSampleInput,
    @CurrentActor() actor: Actor,
  ): Promise<SamplePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ sampleId }) => ({
      sample: await this.samples.visibleTo(actor, sampleId),
    }));
  }
}

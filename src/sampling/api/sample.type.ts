import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Id, MoneyType, Payload, QuantityType, Timestamp } from '../../platform/index';
import {
  SAMPLE_DECLINE_REASONS,
  SAMPLE_REJECTION_REASONS,
  sampleStates,
  type SampleState,
} from '../domain/sample.states';
import type { SampleRow } from '../storage/sample-reader';

const same = <Word extends string>(words: readonly Word[]) =>
  Object.fromEntries(words.map((word) => [word, word])) as { [W in Word]: W };

export const SampleStateEnum = same(sampleStates.states);
registerEnumType(SampleStateEnum, { name: 'SampleState' });

export const SampleDeclineReasonEnum = same(SAMPLE_DECLINE_REASONS);
registerEnumType(SampleDeclineReasonEnum, { name: 'SampleDeclineReason' });

export const SampleRejectionReasonEnum = same(SAMPLE_REJECTION_REASONS);
registerEnumType(SampleRejectionReasonEnum, { name: 'SampleRejectionReason' });

@ObjectType('Sample', {
  description: '样品: a little of what one supplier would deliver; its two sides alone know of it',
})
export class SampleType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field({ description: 'Contracts name it: what is delivered is like it' })
  number!: string;

  @Field(() => SampleStateEnum)
  state!: SampleState;

  @Field(() => Id)
  sourcingRequestId!: string;

  @Field(() => Id)
  sourcingLineId!: string;

  @Field(() => Id)
  supplierId!: string;

  @Field()
  supplierName!: string;

  @Field(() => Id, { nullable: true, description: 'What the supplier has quoted, once it is open' })
  quoteId!: string | null;

  @Field(() => QuantityType)
  quantity!: QuantityType;

  @Field(() => MoneyType, {
    description:
      'Most the buyer pays for it, carriage included; paid to the supplier himself, outside orders',
  })
  mostPrice!: MoneyType;

  @Field(() => MoneyType, { nullable: true, description: 'What the supplier asks; zero is free' })
  price!: MoneyType | null;

  @Field(() => String, { nullable: true })
  note!: string | null;

  @Field(() => Timestamp)
  requestedAt!: Date;

  @Field(() => Timestamp, { description: 'Without an answer it lapses then' })
  answerUntil!: Date;

  @Field(() => String, { nullable: true })
  carrier!: string | null;

  @Field(() => String, { nullable: true })
  trackingNo!: string | null;

  @Field(() => Id, { nullable: true, description: 'Null where the harvest is still to come' })
  lotId!: string | null;

  @Field(() => String, { nullable: true })
  grade!: string | null;

  @Field(() => Timestamp, { nullable: true })
  sentAt!: Date | null;

  @Field(() => Timestamp, { nullable: true })
  receivedAt!: Date | null;

  @Field(() => Timestamp, { nullable: true })
  endedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was declined or rejected' })
  reason!: string | null;
}

@ObjectType()
export class SamplePayload extends Payload {
  @Field(() => SampleType, { nullable: true })
  sample?: SampleRow | null;
}

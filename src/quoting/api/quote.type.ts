import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BusinessDay, Id, Timestamp } from '../../platform/index';
import { QUOTE_END_REASONS, quoteStates, type QuoteEndReason, type QuoteState } from '../domain/quote.states';

const same = <Word extends string>(words: readonly Word[]) =>
  Object.fromEntries(words.map((word) => [word, word])) as { [W in Word]: W };

export const QuoteStateEnum = same(quoteStates.states);
registerEnumType(QuoteStateEnum, { name: 'QuoteState' });

export const QuoteEndReasonEnum = same(QUOTE_END_REASONS);
registerEnumType(QuoteEndReasonEnum, { name: 'QuoteEndReason' });

/** What a buyer may say; the others are the clock’s and the award’s. */
export const QuoteRejectionReasonEnum = same(['PRICE', 'QUALITY', 'DELIVERY', 'OTHER'] as const);
export type QuoteRejectionReason = keyof typeof QuoteRejectionReasonEnum;
registerEnumType(QuoteRejectionReasonEnum, { name: 'QuoteRejectionReason' });

@ObjectType('Quote', {
  description: '报价: what one supplier offers on one 询价单, as its two sides see it. No cap, no rival',
})
export class QuoteType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => QuoteStateEnum)
  state!: QuoteState;

  @Field(() => QuoteEndReasonEnum, { nullable: true })
  endReason!: QuoteEndReason | null;

  @Field(() => Id)
  sourcingRequestId!: string;

  @Field(() => Id)
  supplierId!: string;

  @Field(() => Int, { description: 'Number of the version that stands' })
  currentNumber!: number;

  @Field(() => BusinessDay)
  validUntil!: string;

  @Field(() => Timestamp)
  createdAt!: Date;
}

import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Id, Timestamp } from '../../platform/index';
import type { SettledLineRefundReason } from '../../procurement/index';
import { refundRequestStates, type RefundRequestState } from '../domain/refund-request.states';

const same = <Word extends string>(words: readonly Word[]) =>
  Object.fromEntries(words.map((word) => [word, word])) as { [W in Word]: W };

export const RefundRequestStateEnum = same(refundRequestStates.states);
registerEnumType(RefundRequestStateEnum, { name: 'RefundRequestState' });

/** What a buyer may give as reason after settlement. */
export const RefundRequestReasonEnum = same([
  'SHORTAGE',
  'QUALITY',
  'RETURN',
  'RECALL',
  'PRICE_ERROR',
] as const satisfies readonly SettledLineRefundReason[]);
registerEnumType(RefundRequestReasonEnum, { name: 'RefundRequestReason' });

@ObjectType('RefundRequest', { description: '退款申请 of a settled line' })
export class RefundRequestType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => Id)
  orderId!: string;

  @Field(() => Id)
  settlementLineId!: string;

  @Field(() => RefundRequestStateEnum)
  state!: RefundRequestState;

  @Field(() => RefundRequestReasonEnum)
  reason!: SettledLineRefundReason;

  @Field()
  note!: string;

  @Field(() => [Id], { description: 'Download: GET /files/<id>' })
  photoIds!: string[];

  @Field(() => Timestamp)
  requestedAt!: Date;

  @Field(() => Timestamp, { nullable: true })
  decidedAt!: Date | null;

  @Field(() => String, { nullable: true })
  decisionNote!: string | null;
}

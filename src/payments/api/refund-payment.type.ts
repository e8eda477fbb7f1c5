import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Id, MoneyType, Timestamp } from '../../platform/index';
import type { RefundReason } from '../domain/payment-request';
import type { RefundPaymentState } from '../domain/refund-payment.states';

export const RefundReasonEnum = {
  SHORTAGE: 'SHORTAGE',
  QUALITY: 'QUALITY',
  RETURN: 'RETURN',
  RECALL: 'RECALL',
  PRICE_ERROR: 'PRICE_ERROR',
  CANCELLED: 'CANCELLED',
} as const satisfies Record<RefundReason, RefundReason>;
registerEnumType(RefundReasonEnum, { name: 'RefundReason' });

export const RefundPaymentStateEnum = {
  PROCESSING: 'PROCESSING',
  FAILED: 'FAILED',
  DONE: 'DONE',
} as const satisfies Record<RefundPaymentState, RefundPaymentState>;
registerEnumType(RefundPaymentStateEnum, { name: 'RefundPaymentState' });

@ObjectType('RefundPayment', { description: '退款: the part of a refund that goes back to one account' })
export class RefundPaymentType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => Id)
  refundId!: string;

  @Field(() => Id)
  orderId!: string;

  @Field(() => MoneyType)
  amount!: MoneyType;

  @Field(() => RefundReasonEnum)
  reason!: RefundReason;

  @Field(() => RefundPaymentStateEnum)
  state!: RefundPaymentState;

  @Field(() => String, { nullable: true, description: 'Only for FINANCE, and only until it is paid' })
  payeeName!: string | null;

  @Field({ description: 'In full only for FINANCE and until it is paid, otherwise masked' })
  payeeAccount!: string;

  @Field(() => String, { nullable: true })
  failureReason!: string | null;

  @Field(() => String, { nullable: true })
  bankReference!: string | null;

  @Field(() => Timestamp)
  requestedAt!: Date;

  @Field(() => Timestamp, { nullable: true })
  paidAt!: Date | null;
}

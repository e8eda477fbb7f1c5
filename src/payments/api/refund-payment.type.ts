import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Id, MoneyType, Timestamp } from '../../platform/index';
import type { RefundReason } from '../domain/payment-request';
import type { RefundPaymentState } from '../domain/refund-payment.states';
import type { ReturnReason } from '../domain/return-reasons';
import { PaymentChannelEnum, type PaymentChannel } from './payment-channel';
import { ReturnReasonEnum } from './return-reason';

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
  RETURNED: 'RETURNED',
  DONE: 'DONE',
} as const satisfies Record<RefundPaymentState, RefundPaymentState>;
registerEnumType(RefundPaymentStateEnum, { name: 'RefundPaymentState' });

@ObjectType('RefundPayment', {
  description: '退款: what goes back to one account: the part of a refund, or money returned from suspense',
})
export class RefundPaymentType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => Id, { nullable: true })
  refundId!: string | null;

  @Field(() => Id, {
    nullable: true,
    description: 'Set instead of the refund where the money was never matched',
  })
  suspenseReturnId!: string | null;

  @Field(() => PaymentChannelEnum, { description: 'ONLINE: the provider sends it back by itself' })
  channel!: PaymentChannel;

  @Field(() => Id, { nullable: true, description: 'The transfer whose account gets it back' })
  receiptId!: string | null;

  @Field(() => Id, { nullable: true, description: 'None for a return from suspense' })
  orderId!: string | null;

  @Field(() => MoneyType)
  amount!: MoneyType;

  @Field(() => RefundReasonEnum, { nullable: true, description: 'Of the refund' })
  reason!: RefundReason | null;

  @Field(() => ReturnReasonEnum, { nullable: true, description: 'Of the return from suspense' })
  returnReason!: ReturnReason | null;

  @Field(() => RefundPaymentStateEnum)
  state!: RefundPaymentState;

  @Field(() => String, { nullable: true, description: 'Only for FINANCE, and only until it is paid' })
  payeeName!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Masked but for the last four characters; in full by revealPayerAccount; none where it goes back online',
  })
  payeeAccount!: string | null;

  @Field(() => String, { nullable: true })
  failureReason!: string | null;

  @Field(() => String, { nullable: true })
  bankReference!: string | null;

  @Field(() => Timestamp)
  requestedAt!: Date;

  @Field(() => Timestamp, { nullable: true })
  paidAt!: Date | null;
}

import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BusinessDay, Id, MoneyType, Timestamp, type BusinessDate } from '../../platform/index';
import type { PaymentRequestState, RefundReason } from '../domain/payment-request';
import { RefundReasonEnum } from './refund-payment.type';

const PaymentRequestStateEnum = {
  OPEN: 'OPEN',
  CLOSED: 'CLOSED',
} as const satisfies Record<PaymentRequestState, PaymentRequestState>;
registerEnumType(PaymentRequestStateEnum, { name: 'PaymentRequestState' });

@ObjectType('TransferInstructions', {
  description: '转账说明: where to, how much, and what to write into the memo',
})
export class TransferInstructionsType {
  @Field({ description: '识别码: belongs into the transfer’s memo' })
  transferCode!: string;

  @Field(() => MoneyType)
  amount!: MoneyType;

  @Field()
  bankName!: string;

  @Field()
  accountName!: string;

  @Field()
  accountNumber!: string;
}

@ObjectType('OrderPayment', { description: 'Money that arrived for the order' })
export class OrderPaymentType {
  @Field(() => Id)
  id!: string;

  @Field(() => MoneyType)
  amount!: MoneyType;

  @Field(() => Timestamp)
  receivedAt!: Date;

  @Field({ description: 'The payer is not the organization that ordered' })
  payerDiffers!: boolean;
}

const RefundStateEnum = { PROCESSING: 'PROCESSING', DONE: 'DONE' } as const;
registerEnumType(RefundStateEnum, { name: 'RefundState' });

@ObjectType('OrderRefund', { description: '退款: money on its way back to the payer, or there' })
export class OrderRefundType {
  @Field(() => Id)
  id!: string;

  @Field(() => MoneyType)
  amount!: MoneyType;

  @Field(() => RefundReasonEnum)
  reason!: RefundReason;

  @Field(() => RefundStateEnum, { description: 'DONE when every account it goes to has its part' })
  state!: keyof typeof RefundStateEnum;

  @Field(() => Timestamp)
  requestedAt!: Date;
}

@ObjectType('PaymentRequest', { description: '付款单: what an order asks for and what arrived' })
export class PaymentRequestType {
  @Field(() => Id)
  id!: string;

  @Field(() => Id)
  orderId!: string;

  @Field(() => PaymentRequestStateEnum)
  state!: PaymentRequestState;

  @Field(() => MoneyType)
  due!: MoneyType;

  @Field(() => BusinessDay, { nullable: true })
  dueOn!: BusinessDate | null;

  @Field(() => MoneyType, { description: 'Everything that ever arrived' })
  received!: MoneyType;

  @Field(() => MoneyType, { description: 'Still to be paid by the buyer' })
  outstanding!: MoneyType;

  @Field(() => MoneyType, { description: 'On its way back to the payer' })
  refundDue!: MoneyType;

  @Field(() => MoneyType)
  refunded!: MoneyType;

  @Field(() => TransferInstructionsType, {
    nullable: true,
    description: 'For the buyer, while something is outstanding',
  })
  instructions!: TransferInstructionsType | null;

  @Field(() => [OrderPaymentType])
  payments!: OrderPaymentType[];

  @Field(() => [OrderRefundType])
  refunds!: OrderRefundType[];
}

import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BusinessDay, Id, MoneyType, Timestamp, type BusinessDate } from '../../platform/index';
import type { PaymentRequestState, RefundReason } from '../domain/payment-request';
import { PaymentPartType } from './payment-plan.type';
import { PAYER_RELATIONS, type PayerRelation } from '../domain/receipt-finding';
import { PaymentChannelEnum, type PaymentChannel } from './payment-channel';
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

  @Field(() => MoneyType, { description: 'What is left of the part that is due next' })
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

  @Field(() => PaymentChannelEnum)
  channel!: PaymentChannel;
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

export const PayerRelationEnum = Object.fromEntries(
  PAYER_RELATIONS.map((relation) => [relation, relation]),
) as {
  [Relation in PayerRelation]: Relation;
};
registerEnumType(PayerRelationEnum, {
  name: 'PayerRelation',
  description: '代付关系: what whoever pays is to the buyer',
  valuesMap: {
    PARENT_OR_UNIT: { description: '上级或下级单位: of the same house' },
    TREASURY: { description: '国库集中支付、会计核算中心: pays for public units' },
    EMPLOYEE: { description: '经办人个人垫付: a person of the buyer from his own account' },
    AGENT: { description: '受托代付单位: asked by the buyer to pay' },
  },
});

@ObjectType('PayerDeclaration', { description: '代付声明: whose money is the buyer’s payment, too' })
export class PayerDeclarationType {
  @Field(() => Id)
  id!: string;

  @Field(() => String, { nullable: true, description: 'Only for the buyer and FINANCE' })
  payerName!: string | null;

  @Field(() => PayerRelationEnum)
  relation!: PayerRelation;

  @Field(() => Timestamp)
  declaredAt!: Date;
}

@ObjectType('PaymentRequest', { description: '付款单: what an order asks for and what arrived' })
export class PaymentRequestType {
  @Field(() => Id)
  id!: string;

  @Field(() => Id)
  orderId!: string;

  @Field(() => PaymentRequestStateEnum)
  state!: PaymentRequestState;

  @Field(() => Int, {
    description: '支付通道费: parts of a million of what is paid online and settled; the supplier bears them',
  })
  channelFeePpm!: number;

  @Field(() => MoneyType, { description: 'All parts together' })
  due!: MoneyType;

  @Field(() => BusinessDay, { nullable: true, description: 'Of the part that is due next' })
  dueOn!: BusinessDate | null;

  @Field(() => [PaymentPartType], { description: 'In the order in which money fills them' })
  parts!: PaymentPartType[];

  @Field(() => MoneyType, { description: 'Everything that ever arrived' })
  received!: MoneyType;

  @Field(() => MoneyType, { description: 'Still to be paid by the buyer' })
  outstanding!: MoneyType;

  @Field(() => MoneyType, { description: 'On its way back to the payer' })
  refundDue!: MoneyType;

  @Field(() => MoneyType)
  refunded!: MoneyType;

  @Field(() => MoneyType, { description: '争议金额: taken back by the payer’s bank while it decides' })
  disputed!: MoneyType;

  @Field(() => TransferInstructionsType, {
    nullable: true,
    description: 'For the buyer, while something is outstanding',
  })
  instructions!: TransferInstructionsType | null;

  @Field(() => [OrderPaymentType])
  payments!: OrderPaymentType[];

  @Field(() => [OrderRefundType])
  refunds!: OrderRefundType[];

  @Field(() => [PayerDeclarationType])
  payerDeclarations!: PayerDeclarationType[];
}

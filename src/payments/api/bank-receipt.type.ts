import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Id, MoneyType, Timestamp } from '../../platform/index';
import type { ProposalState } from '../domain/proposal.states';
import { FINDING_REASONS, type FindingReason } from '../domain/receipt-finding';
import { SuspenseReturnType } from './suspense-return.type';

const SuspenseMatchStateEnum = {
  PROPOSED: 'PROPOSED',
  CONFIRMED: 'CONFIRMED',
  REJECTED: 'REJECTED',
} as const satisfies Record<ProposalState, ProposalState>;
registerEnumType(SuspenseMatchStateEnum, { name: 'SuspenseMatchState' });

@ObjectType('SuspenseMatch', {
  description: '认领: money in suspense that somebody says belongs to an order',
})
export class SuspenseMatchType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => SuspenseMatchStateEnum)
  state!: ProposalState;

  @Field(() => Id)
  receiptId!: string;

  @Field(() => Id)
  orderId!: string;

  @Field()
  transferCode!: string;

  @Field(() => MoneyType)
  amount!: MoneyType;

  @Field()
  reason!: string;

  @Field(() => Id, { description: 'The member; somebody else confirms' })
  proposedBy!: string;

  @Field(() => Timestamp)
  proposedAt!: Date;
}

@ObjectType('ReceiptPayment', { description: 'The part of a receipt that was credited to an order' })
export class ReceiptPaymentType {
  @Field(() => Id)
  id!: string;

  @Field(() => Id)
  orderId!: string;

  @Field(() => MoneyType)
  amount!: MoneyType;

  @Field({ description: 'The payer is not the organization that ordered' })
  payerDiffers!: boolean;
}

const ReceiptFindingReasonEnum = Object.fromEntries(FINDING_REASONS.map((reason) => [reason, reason])) as {
  [Reason in FindingReason]: Reason;
};
registerEnumType(ReceiptFindingReasonEnum, {
  name: 'ReceiptFindingReason',
  valuesMap: {
    PAID_IN_PART: { description: '识别码相符，部分付款' },
    PAID_IN_FULL: { description: '识别码相符，付清' },
    PAID_AND_MORE: { description: '识别码相符，多付部分待认领' },
    PAYER_UNDECLARED: { description: '识别码相符，付款人不是采购单位且无代付声明' },
    NO_CODE: { description: '附言没有识别码' },
    SEVERAL_CODES: { description: '附言有多个识别码' },
    CODE_UNKNOWN: { description: '没有这个识别码的付款单' },
    REQUEST_CLOSED: { description: '付款单已关闭' },
    NOTHING_DUE: { description: '付款单已付清' },
    TYPED_OTHERWISE: { description: '该流水号已手工登记入账，但付款账户、金额、日期或订单不同，请核对' },
  },
});

@ObjectType('ReceiptFinding', { description: 'Why a receipt was credited by itself, or waits in suspense' })
export class ReceiptFindingType {
  @Field(() => ReceiptFindingReasonEnum)
  reason!: FindingReason;

  @Field(() => Id, { nullable: true })
  orderId!: string | null;

  @Field(() => Timestamp)
  foundAt!: Date;
}

@ObjectType('BankReceipt', { description: '到账: one transfer that arrived on the custody account' })
export class BankReceiptType {
  @Field(() => Id)
  id!: string;

  @Field()
  bankReference!: string;

  @Field(() => MoneyType)
  amount!: MoneyType;

  @Field(() => MoneyType, { description: '待认领款: neither matched to an order nor going back' })
  suspense!: MoneyType;

  @Field(() => String, { nullable: true, description: 'Only for FINANCE' })
  payerName!: string | null;

  @Field({ description: 'Masked but for the last four characters' })
  payerAccount!: string;

  @Field(() => String, { nullable: true, description: 'Only for FINANCE, its longer numbers masked' })
  memo!: string | null;

  @Field(() => Timestamp)
  receivedAt!: Date;

  @Field(() => Timestamp)
  recordedAt!: Date;

  @Field(() => [ReceiptPaymentType])
  payments!: ReceiptPaymentType[];

  @Field(() => [ReceiptFindingType], {
    description: 'The latest last; none of receipts from before there were any',
  })
  findings!: ReceiptFindingType[];

  @Field(() => [SuspenseMatchType])
  matches!: SuspenseMatchType[];

  @Field(() => [SuspenseReturnType])
  returns!: SuspenseReturnType[];
}

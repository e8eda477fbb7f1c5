import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BusinessDay, Id, MoneyType, Payload, Timestamp, type BusinessDate } from '../../platform/index';
import type { ConnectPartState, PayoutStatementState } from '../domain/payout-statement.states';
import type { PayoutLineKind } from '../storage/open-entries';

export const PayoutStatementStateEnum = {
  OPEN: 'OPEN',
  CALCULATED: 'CALCULATED',
  APPROVED: 'APPROVED',
  PAID_OUT: 'PAID_OUT',
  RECONCILED: 'RECONCILED',
} as const satisfies Record<PayoutStatementState, PayoutStatementState>;
registerEnumType(PayoutStatementStateEnum, {
  name: 'PayoutStatementState',
  description: '结算单状态',
  valuesMap: {
    OPEN: { description: '待核算: nothing is frozen yet' },
    CALCULATED: { description: '已核算: lines and amounts are frozen; another member approves' },
    APPROVED: { description: '已审核: the money is promised to it and leaves no other way' },
    PAID_OUT: { description: '已付款: in a transfer file, not yet seen at the bank' },
    RECONCILED: { description: '已对账: seen at the bank, or nothing was to be paid' },
  },
});

export const ConnectPartStateEnum = {
  ASKED: 'ASKED',
  PAID: 'PAID',
  FAILED: 'FAILED',
  RETURNED: 'RETURNED',
} as const satisfies Record<ConnectPartState, ConnectPartState>;
registerEnumType(ConnectPartStateEnum, {
  name: 'ConnectPartState',
  description: '经 Stripe 支付部分的状态',
  valuesMap: {
    ASKED: { description: '已提交 Stripe' },
    PAID: { description: '已到账' },
    FAILED: { description: '失败: FINANCE tries again or pays otherwise' },
    RETURNED: {
      description: '已退回: sent back after it had arrived, or left; a line of the next statement',
    },
  },
});

export const PayoutLineKindEnum = {
  SALE: 'SALE',
  REFUND: 'REFUND',
  FEE: 'FEE',
  CLAWBACK: 'CLAWBACK',
  DISPUTE: 'DISPUTE',
  RETURNED: 'RETURNED',
  PAID_BEFORE: 'PAID_BEFORE',
} as const satisfies Record<PayoutLineKind, PayoutLineKind>;
registerEnumType(PayoutLineKindEnum, {
  name: 'PayoutLineKind',
  valuesMap: {
    SALE: { description: '货款: an order was accepted and settled' },
    REFUND: { description: '退款: went back before the supplier was paid' },
    FEE: {
      description: '支付通道费: what the supplier bears of money that came online; given back with a refund',
    },
    CLAWBACK: { description: '追回: went back after the supplier was paid, so he owes it' },
    DISPUTE: { description: '拒付争议: the payer’s bank took it back, or gave it back' },
    RETURNED: { description: '付款退回: a payout the supplier’s bank sent back, payable anew' },
    PAID_BEFORE: {
      description: '此前已付: the bank had paid what was recorded as failed; above zero: it came back',
    },
  },
});

@ObjectType('PayoutStatement', { description: '结算单: what one supplier is paid for one period' })
export class PayoutStatementType {
  @Field(() => Id) id!: string;
  @Field(() => Int) version!: number;
  @Field() number!: string;
  @Field(() => Id) supplierId!: string;
  @Field() supplierName!: string;
  @Field(() => BusinessDay) periodFrom!: BusinessDate;
  @Field(() => BusinessDay) periodTo!: BusinessDate;
  @Field(() => Timestamp, {
    description: '截止: what happened before it is in it; what is later stands in the next one',
  })
  cutOffAt!: Date;
  @Field(() => PayoutStatementStateEnum) state!: PayoutStatementState;
  @Field(() => MoneyType, { description: '本期合计: the sum of its signed lines' }) lines!: MoneyType;
  @Field(() => MoneyType, { description: '前期欠款: debts of earlier periods nothing had covered' })
  carried!: MoneyType;
  @Field(() => MoneyType, { description: '抵扣: debts taken off what is payable' }) setOff!: MoneyType;
  @Field(() => MoneyType, { description: '应付: what is transferred' }) pay!: MoneyType;
  @Field(() => MoneyType, {
    description: '其中经 Stripe 支付: out of the supplier’s account there; the rest by bank',
  })
  byConnect!: MoneyType;
  @Field(() => ConnectPartStateEnum, { nullable: true })
  connectState!: ConnectPartState | null;
  @Field(() => MoneyType, { description: '结转欠款: what the supplier still owes after it' })
  debtAfter!: MoneyType;
  @Field(() => String, { nullable: true, description: 'SHA-256 of what is frozen; none while it is open' })
  contentHash!: string | null;
  @Field(() => Boolean, { description: 'Whether it prints members’ shares' }) hasMemberShares!: boolean;
  @Field(() => Timestamp, { nullable: true }) calculatedAt!: Date | null;
  @Field(() => Timestamp, { nullable: true }) approvedAt!: Date | null;
  @Field(() => Id, {
    nullable: true,
    description: 'The transfer file it is paid by; for FINANCE and AUDITOR',
  })
  fileId!: string | null;
  @Field(() => String, { nullable: true, description: 'The last four digits of the account it is paid to' })
  accountLastFour!: string | null;
  @Field(() => String, { nullable: true }) bankReference!: string | null;
  @Field(() => Timestamp, { nullable: true }) paidAt!: Date | null;
  @Field(() => String, {
    nullable: true,
    description: 'Why it was opened again the last time; for FINANCE and AUDITOR',
  })
  returnNote!: string | null;
}

@ObjectType()
export class PayoutStatementPayload extends Payload {
  @Field(() => PayoutStatementType, { nullable: true })
  statement?: PayoutStatementType | null;
}

@ObjectType('PayoutLine', { description: '结算明细: one movement of the ledger, frozen' })
export class PayoutLineType {
  @Field(() => Id, { description: 'Of the transfer in the ledger' }) transferId!: string;
  @Field(() => PayoutLineKindEnum) kind!: PayoutLineKind;
  @Field(() => Id) orderId!: string;
  @Field(() => String, { nullable: true }) orderNumber!: string | null;
  @Field(() => Timestamp) eventAt!: Date;
  @Field(() => MoneyType, { description: 'Above zero for the supplier, below it goes back' })
  amount!: MoneyType;
}

@ObjectType('MemberAmount', {
  description: '成员份额: what of it the cooperative owes one member; paid by it',
})
export class MemberAmountType {
  @Field({ description: 'In the cooperative’s register' }) memberNumber!: string;
  @Field(() => Int, { description: 'Parts of a million' }) sharePpm!: number;
  @Field(() => MoneyType) amount!: MoneyType;
}

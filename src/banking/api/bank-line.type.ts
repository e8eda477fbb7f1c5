import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BusinessDay, Id, MoneyType, Payload, Timestamp, type BusinessDate } from '../../platform/index';
import { LINE_REASONS, type LineReason } from '../domain/seen-line';
import { BankLineProposalType } from './bank-line-proposal.type';

export const BankLineDirectionEnum = { CREDIT: 'CREDIT', DEBIT: 'DEBIT' } as const;
registerEnumType(BankLineDirectionEnum, {
  name: 'BankLineDirection',
  valuesMap: { CREDIT: { description: '收入' }, DEBIT: { description: '支出' } },
});

const OPEN_REASONS = ['FROM_THE_BANK', 'NOTHING_DUE', 'PROPOSED', 'WAITING'] as const;
export type BankLineReason = LineReason | (typeof OPEN_REASONS)[number];
export const BankLineReasonEnum = Object.fromEntries(
  [...LINE_REASONS, ...OPEN_REASONS].map((reason) => [reason, reason]),
) as { [Reason in BankLineReason]: Reason };
registerEnumType(BankLineReasonEnum, {
  name: 'BankLineReason',
  description: 'Why a line is what it is taken for, or why it is open',
  valuesMap: {
    TAKEN: {
      description: '由对账单登记: became a receipt, or confirmed a refund to this account of this amount',
    },
    RECORDED_BEFORE: {
      description: '此前已手工登记: the same account, day and amount was written down by hand',
    },
    PAYOUT_BY_NUMBER: { description: '结算付款（单号相符）: the memo names a statement in a transfer file' },
    PAYOUT_BY_ACCOUNT: {
      description: '结算付款（账号、金额相符）: of a statement in a transfer file, the oldest of its amount',
    },
    PAYOUT_RETURNED: {
      description: '结算付款退汇: what was paid has come back, and its statement is open again',
    },
    REFUND_RETURNED: { description: '退款退汇: a refund that was paid has come back, and is due again' },
    PROVIDER_PAYOUT: { description: '支付机构结算到账: what the payment provider had sent on its way' },
    OWN_TRANSFER: { description: '存管账户之间划转: between two accounts in custody' },
    CHARGE: { description: '银行收费, by the bank’s own words' },
    INTEREST: { description: '银行利息, by the bank’s own words' },
    AGREED: { description: '经两人认定的银行收费或利息' },
    FROM_THE_BANK: {
      description: '无对方账号: from or to nobody and not in words that are known; people say what it is',
    },
    NOTHING_DUE: { description: '无对应退款或付款: nothing of this amount was due to this account' },
    PROPOSED: { description: '认定待复核: one person has said what it is' },
    WAITING: {
      description: '处理中: nobody has looked at it yet, or what it is the arrival of is not known yet',
    },
  },
});

@ObjectType('BankLine', { description: '对账单明细: one movement on the account in custody' })
export class BankLineType {
  @Field(() => Id)
  id!: string;

  @Field(() => Id)
  statementId!: string;

  @Field(() => BusinessDay)
  day!: BusinessDate;

  @Field(() => Int, {
    description: 'Its place among the lines of the day; 0 and below: told later than what came after it',
  })
  dayPosition!: number;

  @Field(() => Timestamp)
  bookedAt!: Date;

  @Field(() => BankLineDirectionEnum)
  direction!: 'CREDIT' | 'DEBIT';

  @Field(() => MoneyType)
  amount!: MoneyType;

  @Field(() => MoneyType, { description: 'Of the account after it' })
  balance!: MoneyType;

  @Field(() => String, { nullable: true, description: 'The bank’s own number' })
  serial!: string | null;

  @Field(() => String, { nullable: true, description: 'Only for FINANCE' })
  counterpartyName!: string | null;

  @Field(() => String, { nullable: true, description: 'Masked but for the last four characters' })
  counterpartyAccount!: string | null;

  @Field(() => String, { nullable: true, description: 'Only for FINANCE, its longer numbers masked' })
  memo!: string | null;

  @Field(() => Id, { nullable: true, description: 'The receipt it is' })
  receiptId!: string | null;

  @Field(() => Id, { nullable: true, description: 'The refund it paid' })
  refundPaymentId!: string | null;

  @Field(() => Id, {
    nullable: true,
    description: 'The transfer in the ledger, where it is neither a receipt nor a refund',
  })
  transferId!: string | null;

  @Field(() => Id, { nullable: true, description: 'The payout statement it paid, or came back of' })
  payoutStatementId!: string | null;

  @Field(() => BankLineProposalType, {
    nullable: true,
    description: 'What somebody says that it is, until another decides',
  })
  proposal!: BankLineProposalType | null;

  @Field(() => BankLineReasonEnum)
  reason!: BankLineReason;
}

@ObjectType()
export class BankLinePayload extends Payload {
  @Field(() => BankLineType, { nullable: true })
  line?: BankLineType | null;
}

@ObjectType('BankStatementGap', {
  description:
    '对账单缺口: days no statement tells of, or a balance that does not follow from the line before',
})
export class BankStatementGapType {
  @Field({ description: 'Of the account in custody' })
  lastFour!: string;

  @Field(() => BusinessDay, { description: 'Last day that is told' })
  after!: BusinessDate;

  @Field(() => BusinessDay, { description: 'First day that is told again' })
  before!: BusinessDate;

  @Field(() => MoneyType, { description: 'Balance up to which lines are known' })
  known!: MoneyType;

  @Field(() => MoneyType, {
    description: 'Balance from which they go on; the same where only days are missing',
  })
  goesOnFrom!: MoneyType;
}

import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BusinessDay, Id, MoneyType, Timestamp, type BusinessDate } from '../../platform/index';

export const BankLineDirectionEnum = { CREDIT: 'CREDIT', DEBIT: 'DEBIT' } as const;
registerEnumType(BankLineDirectionEnum, {
  name: 'BankLineDirection',
  valuesMap: { CREDIT: { description: '收入' }, DEBIT: { description: '支出' } },
});

export const BankLineReasonEnum = {
  TAKEN: 'TAKEN',
  RECORDED_BEFORE: 'RECORDED_BEFORE',
  FROM_THE_BANK: 'FROM_THE_BANK',
  NO_REFUND_DUE: 'NO_REFUND_DUE',
  WAITING: 'WAITING',
} as const;
export type BankLineReason = keyof typeof BankLineReasonEnum;
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
    FROM_THE_BANK: { description: '无对方账号: from or to nobody, as interest and charges are' },
    NO_REFUND_DUE: { description: '无对应退款: nothing of this amount was due to this account' },
    WAITING: { description: '处理中: nobody has looked at it yet' },
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

  @Field(() => Int, { description: 'Its place among the lines of the day' })
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

  @Field(() => BankLineReasonEnum)
  reason!: BankLineReason;
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

import { Field, Int, ObjectType } from '@nestjs/graphql';
import { BusinessDay, Id, MoneyType, Timestamp, type BusinessDate } from '../../platform/index';

@ObjectType('CustodyStanding', { description: '存管账户余额核对: one account, by its statements' })
export class CustodyStandingType {
  @Field({ description: 'Of the account in custody' })
  lastFour!: string;

  @Field(() => BusinessDay, { description: 'The last day of its last confirmed statement' })
  toldUntil!: BusinessDate;

  @Field(() => MoneyType, { description: '起始余额: before the first line that was ever told' })
  start!: MoneyType;

  @Field(() => MoneyType, { description: '期末余额: of the last confirmed statement' })
  closing!: MoneyType;

  @Field(() => MoneyType, { description: 'Moved on days nobody told: see the gaps' })
  untold!: MoneyType;

  @Field(() => MoneyType, { description: 'Moved to and from our other accounts in custody' })
  own!: MoneyType;

  @Field(() => MoneyType, { description: '未达: what lines nobody knows come to' })
  open!: MoneyType;

  @Field(() => Int)
  openLines!: number;
}

@ObjectType('BankStanding', { description: '银行余额调节表: the book beside the bank' })
export class BankStandingType {
  @Field(() => [CustodyStandingType])
  accounts!: CustodyStandingType[];

  @Field(() => MoneyType, { description: '账面: the bank account in the ledger' })
  book!: MoneyType;

  @Field(() => MoneyType, { description: '在途: of it, what no line of a statement tells of yet' })
  inFlight!: MoneyType;

  @Field(() => MoneyType, {
    description: 'Of the book less what it ought to be; zero, or something is wrong',
  })
  difference!: MoneyType;
}

@ObjectType('BankMovement', { description: '在途款项: moved in the ledger, and on no statement yet' })
export class BankMovementType {
  @Field(() => Id)
  transferId!: string;

  @Field({ description: 'Why money moved: BANK_RECEIPT, REFUND_PAID, PAYOUT_PAID' })
  kind!: string;

  @Field({ description: 'What it is about: ORDER, RECEIPT, PAYOUT' })
  subjectKind!: string;

  @Field(() => Id)
  subjectId!: string;

  @Field(() => Timestamp)
  eventAt!: Date;

  @Field(() => MoneyType, { description: 'Negative: it left' })
  amount!: MoneyType;
}

import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Id, MoneyType, Timestamp } from '../../platform/index';
import type { ProposalState } from '../domain/proposal.states';
import { BankReceiptType } from './bank-receipt.type';

const RecordedReceiptStateEnum = {
  PROPOSED: 'PROPOSED',
  CONFIRMED: 'CONFIRMED',
  REJECTED: 'REJECTED',
} as const satisfies Record<ProposalState, ProposalState>;
registerEnumType(RecordedReceiptStateEnum, {
  name: 'RecordedReceiptState',
  valuesMap: {
    PROPOSED: { description: '待复核: no money of it is booked' },
    CONFIRMED: { description: '已入账, by another member or by the statement' },
    REJECTED: { description: '已撤销' },
  },
});

@ObjectType('RecordedReceipt', { description: '到账登记: what one member wrote down as received' })
export class RecordedReceiptType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => RecordedReceiptStateEnum)
  state!: ProposalState;

  @Field()
  bankReference!: string;

  @Field(() => MoneyType)
  amount!: MoneyType;

  @Field(() => String, { nullable: true, description: 'Only for FINANCE' })
  payerName!: string | null;

  @Field({ description: 'Masked but for the last four characters' })
  payerAccount!: string;

  @Field(() => String, { nullable: true, description: 'Only for FINANCE, its longer numbers masked' })
  memo!: string | null;

  @Field(() => Timestamp)
  receivedAt!: Date;

  @Field(() => Id, { description: 'The member; somebody else confirms' })
  recordedBy!: string;

  @Field(() => Timestamp)
  recordedAt!: Date;

  @Field(() => String, { nullable: true })
  withdrawalReason!: string | null;

  @Field(() => BankReceiptType, { nullable: true, description: 'Once confirmed' })
  receipt!: BankReceiptType | null;
}

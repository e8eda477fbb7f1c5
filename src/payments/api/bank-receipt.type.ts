import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Id, MoneyType, Timestamp } from '../../platform/index';
import type { ProposalState } from '../domain/proposal.states';
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

  @Field(() => [SuspenseMatchType])
  matches!: SuspenseMatchType[];

  @Field(() => [SuspenseReturnType])
  returns!: SuspenseReturnType[];
}

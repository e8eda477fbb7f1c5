import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Id, MoneyType, Timestamp } from '../../platform/index';
import type { RefundPaymentState } from '../domain/refund-payment.states';
import type { ProposalState } from '../domain/proposal.states';
import type { ReturnReason } from '../domain/return-reasons';
import { RefundPaymentStateEnum } from './refund-payment.type';
import { ReturnReasonEnum } from './return-reason';

const SuspenseReturnStateEnum = {
  PROPOSED: 'PROPOSED',
  CONFIRMED: 'CONFIRMED',
  REJECTED: 'REJECTED',
} as const satisfies Record<ProposalState, ProposalState>;
registerEnumType(SuspenseReturnStateEnum, { name: 'SuspenseReturnState' });

@ObjectType('SuspenseReturn', {
  description: '退回: money in suspense that goes back to the account it came from',
})
export class SuspenseReturnType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => SuspenseReturnStateEnum)
  state!: ProposalState;

  @Field(() => Id)
  receiptId!: string;

  @Field(() => MoneyType)
  amount!: MoneyType;

  @Field(() => ReturnReasonEnum)
  reason!: ReturnReason;

  @Field(() => String, { nullable: true })
  note!: string | null;

  @Field(() => Id, { description: 'The member; somebody else confirms' })
  proposedBy!: string;

  @Field(() => Timestamp)
  proposedAt!: Date;

  @Field(() => Id, { nullable: true, description: 'What finance pays, from the confirmation on' })
  refundPaymentId!: string | null;

  @Field(() => RefundPaymentStateEnum, { nullable: true, description: 'DONE when the bank has paid it back' })
  paymentState!: RefundPaymentState | null;
}

import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BusinessDay, Id, Timestamp, type BusinessDate } from '../../platform/index';
import type { ProposalState } from '../domain/proposal.states';

const CustodyAccountStateEnum = {
  PROPOSED: 'PROPOSED',
  CONFIRMED: 'CONFIRMED',
  REJECTED: 'REJECTED',
} as const satisfies Record<ProposalState, ProposalState>;
registerEnumType(CustodyAccountStateEnum, { name: 'CustodyAccountState' });

@ObjectType('CustodyAccountProposal', {
  description: '存管账户: where buyers are to pay to from a day on, once two people have agreed',
})
export class CustodyAccountProposalType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => CustodyAccountStateEnum)
  state!: ProposalState;

  @Field(() => BusinessDay)
  validFrom!: BusinessDate;

  @Field()
  bankName!: string;

  @Field()
  accountName!: string;

  @Field()
  accountNumber!: string;

  @Field(() => Id, { description: 'The member; somebody else confirms' })
  proposedBy!: string;

  @Field(() => Timestamp)
  proposedAt!: Date;
}

import { Entity } from 'typeorm';
import { Day, Instant, Int, Text, Uuid, UuidKey, type BusinessDate } from '../../platform/index';
import type { ProposalState } from '../domain/proposal.states';

/** The account buyers are to pay to from a day on, proposed by one person for another to confirm. */
@Entity('custody_account_proposals')
export class CustodyAccountProposal {
  @UuidKey()
  id!: string;

  @Day()
  validFrom!: BusinessDate;

  @Text()
  bankName!: string;

  @Text()
  accountName!: string;

  @Text()
  accountNumber!: string;

  @Text()
  state!: ProposalState;

  @Uuid()
  proposedBy!: string;

  @Instant()
  proposedAt!: Date;

  @Uuid({ nullable: true })
  decidedBy!: string | null;

  @Instant({ nullable: true })
  decidedAt!: Date | null;

  @Int()
  version!: number;
}

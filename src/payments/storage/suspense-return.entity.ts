import { Entity } from 'typeorm';
import { Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { ProposalState } from '../domain/proposal.states';
import type { ReturnReason } from '../domain/return-reasons';

/** One person's proposal that money in suspense goes back to the account it came from, for another to confirm. */
@Entity('suspense_returns')
export class SuspenseReturn {
  @UuidKey()
  id!: string;

  @Uuid()
  receiptId!: string;

  @Whole()
  fen!: bigint;

  @Text()
  reason!: ReturnReason;

  @Text({ nullable: true })
  note!: string | null;

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

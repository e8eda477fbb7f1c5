import { Entity } from 'typeorm';
import { Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { ProposalState } from '../domain/proposal.states';

/** One person's proposal that money in suspense belongs to a request, for another to confirm. */
@Entity('suspense_matches')
export class SuspenseMatch {
  @UuidKey()
  id!: string;

  @Uuid()
  receiptId!: string;

  @Uuid()
  requestId!: string;

  @Whole()
  fen!: bigint;

  @Text()
  reason!: string;

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

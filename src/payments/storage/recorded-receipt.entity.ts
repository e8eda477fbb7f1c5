import { Entity } from 'typeorm';
import { Flag, Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { ProposalState } from '../domain/proposal.states';

/** What one person wrote down as received, for another or a statement to confirm; only then is it a receipt. */
@Entity('recorded_receipts')
export class RecordedReceipt {
  @UuidKey()
  id!: string;

  @Text()
  bankReference!: string;

  @Text()
  contentHash!: string;

  @Whole()
  fen!: bigint;

  @Text()
  payerNameEncrypted!: string;

  @Text()
  payerAccountEncrypted!: string;

  @Text()
  payerAccountLastFour!: string;

  @Text()
  payerAccountHash!: string;

  @Text({ nullable: true })
  memoEncrypted!: string | null;

  @Instant()
  receivedAt!: Date;

  @Text()
  state!: ProposalState;

  @Uuid()
  proposedBy!: string;

  @Instant()
  proposedAt!: Date;

  /** Null where a statement confirmed it. */
  @Uuid({ nullable: true })
  decidedBy!: string | null;

  @Instant({ nullable: true })
  decidedAt!: Date | null;

  @Text({ nullable: true })
  withdrawalReason!: string | null;

  /** The receipt it became. */
  @Uuid({ nullable: true })
  receiptId!: string | null;

  /** Booked when one person's word was enough. */
  @Flag()
  beforeFourEyes!: boolean;

  @Int()
  version!: number;
}

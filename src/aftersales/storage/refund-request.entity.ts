import { Column, Entity } from 'typeorm';
import { Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { SettledLineRefundReason } from '../../procurement/index';
import type { RefundRequestState } from '../domain/refund-request.states';

/** A buyer's wish to have money of a settled line back. */
@Entity('refund_requests')
export class RefundRequest {
  @UuidKey()
  id!: string;
  @Int()
  version!: number;
  @Uuid()
  orderId!: string;
  @Uuid()
  settlementLineId!: string;
  @Uuid()
  buyerId!: string;
  @Uuid()
  supplierId!: string;
  @Text()
  state!: RefundRequestState;
  @Text()
  reason!: SettledLineRefundReason;
  @Text()
  note!: string;
  @Column({ type: 'uuid', array: true })
  photoIds!: string[];
  @Whole()
  requestedFen!: bigint;
  @Whole({ nullable: true })
  approvedFen!: bigint | null;
  @Uuid()
  requestedBy!: string;
  @Instant()
  requestedAt!: Date;
  /** What one person of the platform would give of an escalated request, until another says the same. */
  @Uuid({ nullable: true })
  awardProposedBy!: string | null;
  @Whole({ nullable: true })
  awardProposedFen!: bigint | null;
  @Uuid({ nullable: true })
  decidedBy!: string | null;
  @Instant({ nullable: true })
  decidedAt!: Date | null;
  @Text({ nullable: true })
  decisionNote!: string | null;
  /** The refund in payments, once approved. */
  @Uuid({ nullable: true })
  refundId!: string | null;
}

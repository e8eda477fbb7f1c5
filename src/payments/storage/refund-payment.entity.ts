import { Entity } from 'typeorm';
import { Flag, Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { RefundPaymentState } from '../domain/refund-payment.states';

/**
 * Money that goes back to where one receipt or capture came from: the part of a refund, a return out of suspense, or
 * what a capture brought beyond what was due.
 */
@Entity('refund_payments')
export class RefundPayment {
  @UuidKey()
  id!: string;

  @Uuid({ nullable: true })
  refundId!: string | null;

  @Uuid({ nullable: true })
  suspenseReturnId!: string | null;

  @Uuid({ nullable: true })
  receiptId!: string | null;

  @Uuid({ nullable: true })
  captureId!: string | null;

  /** The lost dispute that has paid it back. */
  @Uuid({ nullable: true })
  disputeId!: string | null;

  @Whole()
  fen!: bigint;

  @Text()
  state!: RefundPaymentState;

  @Text({ nullable: true })
  bankReference!: string | null;

  @Instant({ nullable: true })
  paidAt!: Date | null;

  @Uuid({ nullable: true })
  confirmedBy!: string | null;

  /** A line of a bank statement has confirmed it, and not a person. */
  @Flag()
  byStatement!: boolean;

  @Text({ nullable: true })
  failureReason!: string | null;

  /** How often the provider was asked, and is now. */
  @Int()
  attempt!: number;

  @Instant()
  requestedAt!: Date;

  @Int()
  version!: number;
}

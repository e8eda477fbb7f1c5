import { Entity } from 'typeorm';
import { Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { RefundPaymentState } from '../domain/refund-payment.states';

/** Money that goes back to the account one receipt came from: the part of a refund, or a return out of suspense. */
@Entity('refund_payments')
export class RefundPayment {
  @UuidKey()
  id!: string;

  @Uuid({ nullable: true })
  refundId!: string | null;

  @Uuid({ nullable: true })
  suspenseReturnId!: string | null;

  @Uuid()
  receiptId!: string;

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

  @Text({ nullable: true })
  failureReason!: string | null;

  @Instant()
  requestedAt!: Date;

  @Int()
  version!: number;
}

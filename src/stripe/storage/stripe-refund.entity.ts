import { Entity } from 'typeorm';
import { Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { StripeRefundState } from '../domain/stripe-refund.states';

/** One attempt to send a part of a refund back; the id is the idempotency key. */
@Entity('stripe_refunds')
export class StripeRefund {
  @UuidKey()
  id!: string;

  @Uuid()
  refundPaymentId!: string;

  @Int()
  attempt!: number;

  @Uuid()
  intentId!: string;

  @Whole()
  fen!: bigint;

  @Text()
  state!: StripeRefundState;

  @Text({ nullable: true })
  providerId!: string | null;

  @Text({ nullable: true })
  failureCode!: string | null;

  @Instant()
  askedAt!: Date;

  @Instant()
  lookAgainAt!: Date;

  /** How often the provider broke down over it: it keeps that answer under the key, so the next key is another. */
  @Int()
  tries!: number;

  @Int()
  version!: number;
}

import { Entity } from 'typeorm';
import { Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { IntentState } from '../domain/intent.states';

/** 在线支付: what we ask Stripe to take from a payer. Amount and currency (CNY) are ours; the id is the idempotency key. */
@Entity('stripe_intents')
export class StripeIntent {
  @UuidKey()
  id!: string;

  @Uuid()
  requestId!: string;

  @Whole()
  fen!: bigint;

  /** As it was asked for the first time, so that asking again is the same question. */
  @Text()
  methods!: string;

  @Text()
  state!: IntentState;

  @Text({ nullable: true })
  providerId!: string | null;

  @Text({ nullable: true })
  providerStatus!: string | null;

  /** With it the payer's browser pays; only while there is something to pay. */
  @Text({ nullable: true })
  clientSecretEncrypted!: string | null;

  @Uuid()
  startedBy!: string;

  @Instant()
  startedAt!: Date;

  @Instant({ nullable: true })
  cancelAskedAt!: Date | null;

  @Instant()
  lookAgainAt!: Date;

  @Instant({ nullable: true })
  endedAt!: Date | null;

  @Text({ nullable: true })
  failureCode!: string | null;

  /** How often the provider broke down over it: it keeps that answer under the key, so the next key is another. */
  @Int()
  tries!: number;

  @Int()
  version!: number;
}

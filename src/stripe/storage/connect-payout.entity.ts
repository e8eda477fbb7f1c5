import { Entity } from 'typeorm';
import { Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { ConnectPayoutState } from '../domain/connect.states';

/** One attempt to pay a statement's part out of the supplier's account to his bank; the id is the idempotency key. */
@Entity('stripe_payouts')
export class ConnectPayout {
  @UuidKey() id!: string;
  @Uuid() accountId!: string;
  @Uuid() statementId!: string;
  @Int() attempt!: number;
  @Whole() fen!: bigint;
  @Text() state!: ConnectPayoutState;
  @Text({ nullable: true }) providerId!: string | null;
  @Text({ nullable: true }) failureCode!: string | null;
  @Instant() askedAt!: Date;
  /** From then on Stripe may have made it. */
  @Instant({ nullable: true }) sentAt!: Date | null;
  @Instant({ nullable: true }) paidAt!: Date | null;
  @Instant() lookAgainAt!: Date;
  @Int() tries!: number;
  @Int() version!: number;
}

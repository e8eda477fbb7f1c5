import { Entity } from 'typeorm';
import { Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { ConnectTransferState } from '../domain/connect.states';

/** What of one capture goes to the supplier's account once its order is settled; the id is the idempotency key. */
@Entity('stripe_transfers')
export class ConnectTransfer {
  @UuidKey() id!: string;
  @Uuid() accountId!: string;
  @Uuid() intentId!: string;
  @Uuid() orderId!: string;
  /** The provider's id of the capture. */
  @Text() charge!: string;
  @Whole() fen!: bigint;
  @Text() state!: ConnectTransferState;
  @Text({ nullable: true }) providerId!: string | null;
  /** As the supplier's own balance lists it. */
  @Text({ nullable: true }) listedAs!: string | null;
  @Text({ nullable: true }) failureCode!: string | null;
  @Instant() askedAt!: Date;
  @Instant() lookAgainAt!: Date;
  @Int() tries!: number;
  @Int() version!: number;
}

import { Entity } from 'typeorm';
import { Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { ReversalState } from '../domain/connect.states';

/** What of a transfer comes back because its order has it no more; id and attempt are the idempotency key. */
@Entity('stripe_reversals')
export class ConnectReversal {
  @UuidKey() id!: string;
  @Uuid() transferId!: string;
  @Whole() fen!: bigint;
  @Text() state!: ReversalState;
  /** One more each time the account had too little. */
  @Int() attempt!: number;
  /** The promise in the ledger while it is under way. */
  @Uuid({ nullable: true }) ledgerTransferId!: string | null;
  @Text({ nullable: true }) providerId!: string | null;
  @Text({ nullable: true }) listedAs!: string | null;
  @Text({ nullable: true }) failureCode!: string | null;
  @Instant() askedAt!: Date;
  @Instant() lookAgainAt!: Date;
  @Int() tries!: number;
  @Int() version!: number;
}

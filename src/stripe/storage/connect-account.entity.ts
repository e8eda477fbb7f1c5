import { Entity } from 'typeorm';
import { Day, Instant, Int, Text, Uuid, UuidKey, type BusinessDate } from '../../platform/index';
import type { ConnectAccountState } from '../domain/connect.states';

/** A supplier's account at Stripe; what Stripe asks about people stays there. The id is the idempotency key. */
@Entity('stripe_accounts')
export class ConnectAccount {
  @UuidKey() id!: string;
  @Uuid() supplierId!: string;
  @Text() state!: ConnectAccountState;
  @Text({ nullable: true }) providerId!: string | null;
  @Uuid() proposedBy!: string;
  @Instant() proposedAt!: Date;
  @Uuid({ nullable: true }) decidedBy!: string | null;
  @Instant({ nullable: true }) decidedAt!: Date | null;
  /** First day on which money is paid out of it; anew each time it becomes active, or pays to another bank. */
  @Day({ nullable: true }) payableFrom!: BusinessDate | null;
  @Instant({ nullable: true }) linkAskedAt!: Date | null;
  /** Stripe's own page, where the supplier says who he is; good for minutes. */
  @Text({ nullable: true }) linkEncrypted!: string | null;
  @Instant({ nullable: true }) linkExpiresAt!: Date | null;
  /** Of the bank accounts it pays to; null until Stripe has shown them. */
  @Text({ nullable: true }) banksDigest!: string | null;
  @Text({ nullable: true }) failureCode!: string | null;
  @Instant() lookAgainAt!: Date;
  @Int() tries!: number;
  @Int() version!: number;
}

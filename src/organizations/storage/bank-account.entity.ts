import { Entity } from 'typeorm';
import { Day, Instant, Int, Text, Uuid, UuidKey, type BusinessDate } from '../../platform/index';

export type BankAccountState = 'PROPOSED' | 'ACTIVE' | 'REPLACED' | 'REFUSED';

/** One account for what is paid in and out; proposed by one person, confirmed by another. */
@Entity('bank_accounts')
export class BankAccountRow {
  @UuidKey() id!: string;
  @Uuid() organizationId!: string;
  @Text() holderName!: string;
  @Text() bankName!: string;
  @Text() numberEncrypted!: string;
  @Text() numberHash!: string;
  @Text() lastFour!: string;
  @Text() state!: BankAccountState;
  @Uuid() proposedBy!: string;
  @Uuid({ nullable: true }) decidedBy!: string | null;
  @Instant() createdAt!: Date;
  @Instant({ nullable: true }) decidedAt!: Date | null;
  /** First day on which money goes out to it; null until confirmed, and for those confirmed before there was such a day. */
  @Day({ nullable: true }) payableFrom!: BusinessDate | null;
  @Int() version!: number;
}

import { Entity } from 'typeorm';
import { Day, Instant, Int, Text, Uuid, UuidKey } from '../../platform/index';

export type MandateState = 'PROPOSED' | 'ACTIVE' | 'DECLINED' | 'ENDED';

/** 贸易企业代理: an enterprise sells for one producer at a time; the producer signs. */
@Entity('agency_mandates')
export class AgencyMandateRow {
  @UuidKey() id!: string;
  @Uuid() agentId!: string;
  @Uuid() principalId!: string;
  @Day() validFrom!: string;
  @Day() validTo!: string;
  @Text() state!: MandateState;
  /** SHA-256 of what is signed: parties and days. */
  @Text() textHash!: string;
  @Uuid() proposedBy!: string;
  @Instant() proposedAt!: Date;
  @Uuid({ nullable: true }) signedBy!: string | null;
  @Instant({ nullable: true }) signedAt!: Date | null;
  @Int() version!: number;
}

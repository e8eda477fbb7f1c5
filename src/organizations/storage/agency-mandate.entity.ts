import { Entity } from 'typeorm';
import { Day, Instant, Int, Text, Uuid, UuidKey } from '../../platform/index';

/** SOLE: everything of its one producer. HUB: named goods of one of several members, up to a ceiling each. */
export type MandateKind = 'SOLE' | 'HUB';
export type MandateState = 'PROPOSED' | 'ACTIVE' | 'DECLINED' | 'ENDED';

/** 贸易企业代理: an enterprise sells for one producer at a time, or as a hub for several; the producer signs. */
@Entity('agency_mandates')
export class AgencyMandateRow {
  @UuidKey() id!: string;
  @Text() kind!: MandateKind;
  @Uuid() agentId!: string;
  @Uuid() principalId!: string;
  @Day() validFrom!: string;
  @Day() validTo!: string;
  @Text() state!: MandateState;
  /** SHA-256 of what is signed: parties, days and, of a hub's, the goods. */
  @Text() textHash!: string;
  @Uuid() proposedBy!: string;
  @Instant() proposedAt!: Date;
  @Uuid({ nullable: true }) signedBy!: string | null;
  @Instant({ nullable: true }) signedAt!: Date | null;
  @Int() version!: number;
}

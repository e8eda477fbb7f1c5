import { Entity } from 'typeorm';
import { Day, Instant, Int, Text, Uuid, UuidKey } from '../../platform/index';
import type { PeriodState } from '../domain/counting-period.states';

/** 统计期: one month of one agreement, from its cut-off on. A month nobody has closed has no row and is open. */
@Entity('counting_periods')
export class CountingPeriod {
  @UuidKey() id!: string;
  @Uuid() agreementId!: string;
  /** First day of the month. */
  @Day() month!: string;
  @Text() state!: PeriodState;
  @Instant() cutOffAt!: Date;
  @Uuid() closedBy!: string;
  /** Version of the list and of its report. */
  @Int() revision!: number;
  /** When the list became what it is. */
  @Instant() listedAt!: Date;
  @Int({ nullable: true }) remindedRevision!: number | null;
  @Int({ nullable: true }) escalatedRevision!: number | null;
  @Instant({ nullable: true }) signedAt!: Date | null;
  @Instant({ nullable: true }) lockedAt!: Date | null;
  @Int() version!: number;
}

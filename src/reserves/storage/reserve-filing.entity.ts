import { Entity } from 'typeorm';
import { Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { Canteen, FilingState } from '../domain/filing';

@Entity('reserve_filings')
export class ReserveFiling {
  @UuidKey() id!: string;
  @Uuid() unitId!: string;
  @Int() year!: number;
  @Text() canteen!: Canteen;
  @Whole() canteenFen!: bigint;
  @Uuid({ nullable: true }) representativeUnitId!: string | null;
  @Uuid({ nullable: true }) contractorId!: string | null;
  /** Frozen from the rule of the unit's region when it was filed. */
  @Int() rateBp!: number;
  @Whole() requiredFen!: bigint;
  /** Who confirms: the unit above, of a top unit its region's office. */
  @Uuid() supervisingId!: string;
  @Text() state!: FilingState;
  @Text() content!: string;
  @Text() sha256!: string;
  @Uuid() filedBy!: string;
  @Instant() filedAt!: Date;
  @Uuid({ nullable: true }) decidedBy!: string | null;
  @Instant({ nullable: true }) decidedAt!: Date | null;
  @Text({ nullable: true }) returnReason!: string | null;
  @Uuid({ nullable: true }) agreementId!: string | null;
  @Int() version!: number;
}

import { Entity } from 'typeorm';
import { Day, Instant, Int, Text, Uuid, UuidKey } from '../../platform/index';
import type { LotState } from '../domain/lot.states';

@Entity('lots')
export class LotRow {
  @UuidKey() id!: string;
  @Uuid() supplierId!: string;
  @Uuid() productId!: string;
  @Uuid({ nullable: true }) listingId!: string | null;
  /** Null: sold, but not countable; or born from other lots, whose capacities stand behind it. */
  @Uuid({ nullable: true }) capacityId!: string | null;
  @Text() originCountyCode!: string;
  @Uuid() certificateIssuerId!: string;
  @Text() certificateNo!: string;
  @Day() harvestedOn!: string;
  @Day() expiresOn!: string;
  @Text() grade!: string;
  @Text() state!: LotState;
  /** The organization whose hold it is; null where nobody holds it. */
  @Uuid({ nullable: true }) heldBy!: string | null;
  @Uuid() createdBy!: string;
  @Instant() createdAt!: Date;
  @Int() version!: number;
}

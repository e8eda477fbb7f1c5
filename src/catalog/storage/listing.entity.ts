import { Entity } from 'typeorm';
import { Flag, Instant, Int, Text, Uuid, UuidKey } from '../../platform/index';
import type { ListingState } from '../domain/listing.states';

@Entity('listings')
export class ListingRow {
  @UuidKey() id!: string;
  @Uuid() productId!: string;
  @Uuid() supplierId!: string;
  @Text() state!: ListingState;
  /** Number of the listing version in force. */
  @Int() currentNumber!: number;
  @Uuid({ nullable: true }) submittedBy!: string | null;
  /** Hidden while the supplier's admission is suspended. */
  @Flag() supplierSuspended!: boolean;
  @Instant() createdAt!: Date;
  @Int() version!: number;
}

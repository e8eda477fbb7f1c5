import { Entity } from 'typeorm';
import { Day, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { FreightKind } from '../domain/said-quote';

/** One place, one day, one owner of the goods: one order. The first of a version carries the version's own id. */
@Entity('quote_deliveries')
export class QuoteDelivery {
  @UuidKey() id!: string;
  @Uuid() versionId!: string;
  @Int() position!: number;
  /** Whose lots they are. */
  @Uuid() sellerId!: string;
  @Text() deliveryCounty!: string;
  @Day() deliveryOn!: string;
  @Text() freightKind!: FreightKind;
  /** For the delivery, or per kilogram. */
  @Whole() freightFen!: bigint;
}

import { Entity } from 'typeorm';
import { Day, Int, Uuid, UuidKey, Whole } from '../../platform/index';

/** A part of a line and the days it may arrive on. */
@Entity('sourcing_windows')
export class DeliveryWindowRow {
  @UuidKey() id!: string;
  @Uuid() lineId!: string;
  @Int() position!: number;
  @Day() fromOn!: string;
  @Day() untilOn!: string;
  @Whole() quantityBase!: bigint;
}

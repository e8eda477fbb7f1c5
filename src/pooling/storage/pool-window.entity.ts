import { Entity } from 'typeorm';
import { Day, Int, Uuid, UuidKey, Whole } from '../../platform/index';

/** A part of the limit and the days it may arrive on; what is gathered keeps the proportions. */
@Entity('pool_windows')
export class PoolWindow {
  @UuidKey() id!: string;
  @Uuid() poolId!: string;
  @Int() position!: number;
  @Day() fromOn!: string;
  @Day() untilOn!: string;
  @Whole() quantityBase!: bigint;
}

import { Entity } from 'typeorm';
import { Int, Uuid, UuidKey, Whole } from '../../platform/index';

/** One product of a hub's mandate. `takenBase` is what orders offered under it hold of the ceiling, never above it. */
@Entity('hub_mandate_goods')
export class HubMandateGoods {
  @UuidKey() id!: string;
  @Uuid() mandateId!: string;
  @Int() position!: number;
  @Uuid() productId!: string;
  @Whole() ceilingBase!: bigint;
  @Whole() takenBase!: bigint;
}

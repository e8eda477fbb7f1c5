import { Entity } from 'typeorm';
import { Flag, Instant, Int, Text, Uuid, UuidKey } from '../../platform/index';
import type { ForwardSupplyState } from '../domain/forward-supply.states';

@Entity('forward_supplies')
export class ForwardSupplyRow {
  @UuidKey() id!: string;
  /** Whoever sells it: the producer itself or its agent. */
  @Uuid() supplierId!: string;
  @Uuid() productId!: string;
  @Uuid() capacityId!: string;
  @Text() originCountyCode!: string;
  /** Harvest year. */
  @Int() season!: number;
  @Text() state!: ForwardSupplyState;
  /** Of forward_supply_versions: the terms in force. */
  @Int() currentNumber!: number;
  @Flag() supplierSuspended!: boolean;
  @Instant() createdAt!: Date;
  @Int() version!: number;
}

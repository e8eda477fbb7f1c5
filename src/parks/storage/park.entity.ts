import { Entity } from 'typeorm';
import { Day, Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { PriceBasis, SlotKind } from '../domain/park-kinds';
import type { ParkState, SlotState } from '../domain/park.states';

/** 产业园区. What is said of it stands in its wordings. */
@Entity('parks')
export class Park {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Text() number!: string;
  @Uuid() operatorId!: string;
  @Text() countyCode!: string;
  /** In whose name it counts: the county it lies in or, of an enclave, the western county it was built for. */
  @Text() homeCountyCode!: string;
  @Text() state!: ParkState;
  /** Number of the wording an office confirmed last. */
  @Int({ nullable: true }) wording!: number | null;
  @Uuid() registeredBy!: string;
  @Instant() registeredAt!: Date;
  /** Last day, once it is closed. */
  @Day({ nullable: true }) closedOn!: string | null;
}

/** 地块、厂房: what an enterprise may take. Its capacities stand beside its terms, by their number. */
@Entity('park_slots')
export class ParkSlot {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Uuid() parkId!: string;
  @Text() code!: string;
  @Text() kind!: SlotKind;
  @Text() state!: SlotState;
  @Int() terms!: number;
  @Whole() priceFen!: bigint;
  @Text() priceBasis!: PriceBasis;
  @Day() availableFrom!: string;
  @Uuid() addedBy!: string;
  @Instant() addedAt!: Date;
  @Instant({ nullable: true }) retiredAt!: Date | null;
}

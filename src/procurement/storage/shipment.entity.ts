import { Entity } from 'typeorm';
import { Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { ShipmentState } from '../domain/shipment.states';

/** One part of an order on its way. */
@Entity('shipments')
export class Shipment {
  @UuidKey()
  id!: string;
  @Int()
  version!: number;
  @Uuid()
  orderId!: string;
  /** 1, 2, 3 … within the order. */
  @Int()
  number!: number;
  @Text()
  state!: ShipmentState;
  @Text()
  carrier!: string;
  @Text({ nullable: true })
  trackingNo!: string | null;
  @Instant()
  dispatchedAt!: Date;
  @Instant({ nullable: true })
  arrivedAt!: Date | null;
  /** Reminders to accept sent so far: 0, 1 or 2. */
  @Int()
  reminders!: number;
  /** When time last tried to accept and the buyer's budget did not bear it. */
  @Instant({ nullable: true })
  heldUpAt!: Date | null;
}

/** What of which lot is in a shipment. */
@Entity('shipment_lines')
export class ShipmentLine {
  @UuidKey()
  id!: string;
  @Uuid()
  shipmentId!: string;
  @Uuid()
  orderLineId!: string;
  @Uuid()
  lotId!: string;
  @Whole()
  quantityBase!: bigint;
}

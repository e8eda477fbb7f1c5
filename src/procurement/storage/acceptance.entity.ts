import { Column, Entity } from 'typeorm';
import { Flag, Instant, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { VarianceReason } from '../domain/acceptance';

/** The buyer's word on one shipment. */
@Entity('acceptances')
export class Acceptance {
  @UuidKey()
  id!: string;
  @Uuid()
  orderId!: string;
  @Uuid()
  shipmentId!: string;
  /** Null where time accepted. */
  @Uuid({ nullable: true })
  acceptedBy!: string | null;
  @Instant()
  acceptedAt!: Date;
  /** Accepted by time with the dispatched weight. */
  @Flag()
  automatic!: boolean;
}

/** Weight and grade taken of one shipment line. */
@Entity('acceptance_lines')
export class AcceptanceLine {
  @UuidKey()
  id!: string;
  @Uuid()
  acceptanceId!: string;
  @Uuid()
  orderId!: string;
  @Uuid()
  shipmentLineId!: string;
  @Uuid()
  orderLineId!: string;
  @Uuid()
  lotId!: string;
  @Whole()
  acceptedBase!: bigint;
  @Text()
  grade!: string;
  @Text({ nullable: true })
  varianceReason!: VarianceReason | null;
  @Column({ type: 'uuid', array: true })
  photoIds!: string[];
}

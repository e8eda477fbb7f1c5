import { Entity } from 'typeorm';
import { Day, Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';

/** The frozen result of an order: accepted lines, fully paid. One per order. */
@Entity('settlements')
export class Settlement {
  @UuidKey()
  id!: string;
  @Uuid()
  orderId!: string;
  @Whole()
  goodsFen!: bigint;
  @Whole()
  freightFen!: bigint;
  /** Paid above the accepted amount, on its way back to the payer. */
  @Whole()
  excessFen!: bigint;
  /** Delivered above the order and not paid in time: settled without it, owed to the supplier directly. */
  @Whole()
  unpaidFen!: bigint;
  @Instant()
  settledAt!: Date;
  @Day()
  settledOn!: string;
}

/** One accepted line with its frozen goods amount; freight stands apart. */
@Entity('settlement_lines')
export class SettlementLine {
  @UuidKey()
  id!: string;
  @Uuid()
  settlementId!: string;
  @Uuid()
  orderId!: string;
  @Uuid()
  orderLineId!: string;
  @Uuid()
  acceptanceLineId!: string;
  @Whole()
  acceptedBase!: bigint;
  @Whole()
  goodsFen!: bigint;
  @Int()
  vatRateBp!: number;
  @Whole()
  vatFen!: bigint;
  // What was sold: of the ordered line, from where the database copies it.
  @Uuid()
  lotId!: string;
  @Text()
  originCountyCode!: string;
  @Text()
  categoryCode!: string;
  @Uuid({ nullable: true })
  mandateId!: string | null;
}

/** Values of a new one. */
export type NewSettlementLine = Omit<
  SettlementLine,
  'lotId' | 'originCountyCode' | 'categoryCode' | 'mandateId'
>;

/** Money of a settled line that goes back to the buyer. */
@Entity('settled_line_refunds')
export class SettledLineRefund {
  @UuidKey()
  id!: string;
  @Uuid()
  settlementLineId!: string;
  @Uuid()
  orderId!: string;
  @Whole()
  fen!: bigint;
  @Text()
  reason!: string;
  /** Names the cause; a second refund with it changes nothing. */
  @Text()
  key!: string;
  /** The refund in payments that carries the money. */
  @Uuid()
  refundId!: string;
  @Instant()
  refundedAt!: Date;
}

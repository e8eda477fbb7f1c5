import { Entity } from 'typeorm';
import { Day, Flag, Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { FreightKind } from '../domain/freight';
import type { HarvestStanding } from '../domain/order-harvest';
import type { OrderState } from '../domain/order.states';
import type { PaymentTerms, PlanDetails } from '../../../libs/payment-plan/src/index';
import type { OrderPurpose } from '../domain/order';

/** A bulk order with one supplier. Amounts are fen with VAT included; what was paid is asked of payments. */
@Entity('orders')
export class Order {
  @UuidKey()
  id!: string;
  @Int()
  version!: number;
  /** For people: XS20260709-000123. */
  @Text()
  number!: string;
  /** The version of the quote it was awarded on; each becomes one order. */
  @Uuid({ nullable: true })
  quoteVersionId!: string | null;
  /** The framework agreement it calls off. */
  @Uuid({ nullable: true })
  frameworkId!: string | null;
  /** Orders placed together, one per supplier. */
  @Uuid()
  basketId!: string;
  @Text()
  state!: OrderState;
  /** While a line waits for an announced harvest, or the buyer has to decide on what will not come of one. */
  @Text({ nullable: true })
  harvest!: HarvestStanding | null;
  /** The last day for the buyer to decide on what was cut. */
  @Day({ nullable: true })
  cutAnswerOn!: string | null;
  @Uuid()
  buyerId!: string;
  /** The buyer's own unit the order is attributed to. */
  @Uuid()
  unitId!: string;
  @Uuid()
  supplierId!: string;
  /** The hub or agent that offered the supplier's goods. */
  @Uuid({ nullable: true })
  agentId!: string | null;
  @Text()
  terms!: PaymentTerms;
  @Int({ nullable: true })
  depositPercent!: number | null;
  /** Null with POSTPAID: a contract older than plans. */
  @Text({ nullable: true })
  restDue!: PlanDetails['restDue'];
  @Int({ nullable: true })
  instalments!: number | null;
  @Uuid()
  placedBy!: string;
  @Instant()
  placedAt!: Date;
  @Day()
  placedOn!: string;
  @Text()
  deliveryCounty!: string;
  @Day()
  deliveryOn!: string;
  /** Of a call-off the last day of its framework, when it was placed. */
  @Day({ nullable: true })
  deliveryUntil!: string | null;
  /** The pairing the buyer chose where two cover the order equally. */
  @Uuid({ nullable: true })
  pairingChoice!: string | null;
  /** The sales channel it was placed over: help-sell, under its lines' mandates. */
  @Uuid({ nullable: true })
  channelId!: string | null;
  /** What the goods are for, where the buyer said it. */
  @Text({ nullable: true })
  purpose!: OrderPurpose | null;
  /** As contracted; the accepted amounts stand beside. */
  @Whole()
  goodsFen!: bigint;
  @Whole()
  vatFen!: bigint;
  @Whole()
  freightFen!: bigint;
  /** Set where the supplier agreed freight for this order; otherwise the lines' own terms hold. */
  @Text({ nullable: true })
  freightKind!: FreightKind | null;
  @Whole({ nullable: true })
  freightRateFen!: bigint | null;
  /** How far above the ordered weight a delivery is still taken, in basis points, fixed by the contract. */
  @Int()
  toleranceBp!: number;
  @Flag()
  approvalRequired!: boolean;
  @Uuid({ nullable: true })
  approvedBy!: string | null;
  @Int()
  contractVersion!: number;
  @Instant({ nullable: true })
  contractSignedAt!: Date | null;
  /** Of the oldest part with something left to pay; null while none has a day. */
  @Day({ nullable: true })
  paymentDueOn!: string | null;
  @Flag()
  paymentExtended!: boolean;
  @Flag()
  paymentReminded!: boolean;
  /** When both sides were told that a part due after delivery is overdue; then the platform takes it up. */
  @Day({ nullable: true })
  overdueToldOn!: string | null;
  @Flag()
  overdueEscalated!: boolean;
  /** The contract says what becomes of an extra that is not paid in time; contracts older than the clause do not. */
  @Flag()
  extraClause!: boolean;
  /** When the last reminder of an unpaid extra went out; its due date then became the last one. */
  @Day({ nullable: true })
  extraRemindedOn!: string | null;
  @Instant({ nullable: true })
  acceptedAt!: Date | null;
  @Whole({ nullable: true })
  acceptedGoodsFen!: bigint | null;
  @Whole({ nullable: true })
  acceptedFreightFen!: bigint | null;
  /** Where a dispute returns to. */
  @Text({ nullable: true })
  disputedFrom!: OrderState | null;
  /** Why it ended or is disputed: a code. */
  @Text({ nullable: true })
  reason!: string | null;
}

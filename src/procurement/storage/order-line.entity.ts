import { Entity } from 'typeorm';
import { Day, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { FreightKind } from '../domain/freight';

/** One lot in an order, or a harvest that is still to come, with everything pinned that a later edit of the listing must not change. */
@Entity('order_lines')
export class OrderLine {
  @UuidKey()
  id!: string;
  @Uuid()
  orderId!: string;
  @Int()
  position!: number;
  /** The line of the framework agreement it calls off. */
  @Uuid({ nullable: true })
  frameworkLineId!: string | null;
  /** What is delivered is like the sample of this number, which its buyer approved. */
  @Text({ nullable: true })
  sampleNumber!: string | null;
  /** The help-sell mandate it is sold under, signed before the order. */
  @Uuid({ nullable: true })
  mandateId!: string | null;
  /** Null until the harvest it waits for is a lot. */
  @Uuid({ nullable: true })
  lotId!: string | null;
  /** The announcement it was placed on. */
  @Uuid({ nullable: true })
  forwardSupplyId!: string | null;
  /** The plainest grade it takes of the announced harvest; null takes every one. */
  @Text({ nullable: true })
  leastGrade!: string | null;
  @Uuid()
  productId!: string;
  @Uuid()
  listingVersionId!: string;
  @Text()
  productName!: string;
  @Text()
  categoryCode!: string;
  @Text()
  originCountyCode!: string;
  /** Of the lot, and null with it. */
  @Text({ nullable: true })
  grade!: string | null;
  @Text({ nullable: true })
  certificateNo!: string | null;
  @Day({ nullable: true })
  harvestedOn!: string | null;
  @Text()
  displayUnit!: string;
  @Text()
  priceUnit!: string;
  @Whole()
  unitPriceFen!: bigint;
  @Int()
  vatRateBp!: number;
  @Whole()
  quantityBase!: bigint;
  @Whole()
  goodsFen!: bigint;
  @Whole()
  vatFen!: bigint;
  @Text()
  freightKind!: FreightKind;
  @Whole()
  freightRateFen!: bigint;
  /** Of the ordered quantity, what will not be shipped any more. */
  @Whole()
  cancelledBase!: bigint;
  /** Will not come of the harvest; the buyer has not decided yet. */
  @Whole()
  cutBase!: bigint;
}

/** Its values, to be copied with changes. */
export type OrderLineValues = Pick<OrderLine, keyof OrderLine>;

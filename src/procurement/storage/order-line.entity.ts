import { Entity } from 'typeorm';
import { Day, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { FreightKind } from '../domain/freight';

/** One lot in an order, with everything pinned that a later edit of the listing must not change. */
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
  @Uuid()
  lotId!: string;
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
  @Text()
  grade!: string;
  @Text()
  certificateNo!: string;
  @Day()
  harvestedOn!: string;
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
}

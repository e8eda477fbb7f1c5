import { Entity } from 'typeorm';
import { Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';

/** So much of one lot, or of one announced harvest, for one line of the request; never changed. */
@Entity('quote_lines')
export class QuoteLine {
  @UuidKey() id!: string;
  @Uuid() deliveryId!: string;
  @Int() position!: number;
  @Uuid() sourcingLineId!: string;
  @Uuid({ nullable: true }) lotId!: string | null;
  @Uuid({ nullable: true }) forwardSupplyId!: string | null;
  /** The plainest grade promised of the harvest. */
  @Text({ nullable: true }) leastGrade!: string | null;
  @Whole() quantityBase!: bigint;
  @Whole() minimumBase!: bigint;
  @Whole() unitPriceFen!: bigint;
  @Text() priceUnit!: string;
  @Whole() goodsFen!: bigint;
}

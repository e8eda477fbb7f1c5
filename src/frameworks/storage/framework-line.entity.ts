import { Entity } from 'typeorm';
import { Flag, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';

/** One product in one grade, of one draft. `takenBase` is what call-offs hold of the cap, never above it. */
@Entity('framework_lines')
export class FrameworkLine {
  @UuidKey() id!: string;
  @Uuid() frameworkId!: string;
  @Int() draftNumber!: number;
  @Int() position!: number;
  @Uuid() productId!: string;
  @Text() productName!: string;
  @Text() categoryCode!: string;
  @Text() grade!: string;
  @Text() unit!: string;
  @Whole() capBase!: bigint;
  @Whole() takenBase!: bigint;
  /** From the first day on; framework_prices hold what was agreed later. */
  @Whole() unitPriceFen!: bigint;
  @Text() priceUnit!: string;
  @Int() leadDays!: number;
  /** Announced harvests of the product may be called off, too. */
  @Flag() announcedHarvests!: boolean;
}

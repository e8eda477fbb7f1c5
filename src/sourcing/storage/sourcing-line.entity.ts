import { Entity } from 'typeorm';
import { Int, Text, TextArray, Uuid, UuidKey, Whole } from '../../platform/index';

/** One line of one revision of a sourcing request; never changed. */
@Entity('sourcing_lines')
export class SourcingLine {
  @UuidKey() id!: string;
  @Uuid() requestId!: string;
  @Int() revision!: number;
  @Int() position!: number;
  @Text() categoryCode!: string;
  @Uuid({ nullable: true }) productId!: string | null;
  @Text({ nullable: true }) leastGrade!: string | null;
  @TextArray() certificates!: string[];
  @Text() unit!: string;
  @Whole() minimumBase!: bigint;
  @Whole() maximumBase!: bigint;
  /** Never shown to a supplier, as what follows from it. */
  @Whole() capFen!: bigint;
  @Text() capUnit!: string;
  @Whole() worthFen!: bigint;
  @Text() deliveryCounty!: string;
  @Text({ nullable: true }) specification!: string | null;
}

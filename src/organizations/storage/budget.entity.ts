import { Entity } from 'typeorm';
import { Int, Uuid, UuidKey, Whole } from '../../platform/index';

/** One budget per unit and year; zero is zero. */
@Entity('budgets')
export class BudgetRow {
  @UuidKey() id!: string;
  @Uuid() unitId!: string;
  @Int() year!: number;
  @Whole() limitFen!: bigint;
  /** Cache of the sum of budget_entries; reconcile proves it. */
  @Whole() reservedFen!: bigint;
  @Uuid() setBy!: string;
  @Int() version!: number;
}

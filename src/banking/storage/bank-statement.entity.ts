import { Entity } from 'typeorm';
import { Day, Instant, Int, Json, Text, Uuid, UuidKey, Whole, type BusinessDate } from '../../platform/index';
import type { Places } from '../domain/layouts';
import type { StatementState } from '../domain/statement.states';

/** 对账单: what the bank says of an account in custody from the first line of a day on, booked as a whole or not at all. */
@Entity('bank_statements')
export class BankStatement {
  @UuidKey() id!: string;
  @Int() version!: number;
  /** Of the platform’s own account. */
  @Text() accountNumber!: string;
  @Text() layout!: string;
  @Day() firstOn!: BusinessDate;
  @Day() lastOn!: BusinessDate;
  @Whole() openingFen!: bigint;
  @Whole() closingFen!: bigint;
  /** Until it is read: its account numbers are kept encrypted only. */
  @Uuid({ nullable: true }) fileId!: string | null;
  @Text() sha256!: string;
  @Text() state!: StatementState;
  /** Letters of the columns; empty until the headings are read. */
  @Json() places!: Places;
  @Text({ nullable: true }) refusal!: string | null;
  /** Counted before the first is kept; null until then. */
  @Int({ nullable: true }) rowsFound!: number | null;
  @Int() rowsRead!: number;
  /** Place of its first line in its first day; below 1 where it tells what came before lines booked earlier. */
  @Int() firstPosition!: number;
  /** Lines no earlier statement brought. */
  @Int() linesNew!: number;
  @Whole() newCreditFen!: bigint;
  @Whole() newDebitFen!: bigint;
  @Uuid() stagedBy!: string;
  @Instant() stagedAt!: Date;
  @Uuid({ nullable: true }) decidedBy!: string | null;
  @Instant({ nullable: true }) decidedAt!: Date | null;
}

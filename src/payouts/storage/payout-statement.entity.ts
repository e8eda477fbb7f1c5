import { Entity } from 'typeorm';
import { Day, Flag, Instant, Int, Text, Uuid, UuidKey, Whole, type BusinessDate } from '../../platform/index';
import type { ConnectPartState, PayoutStatementState } from '../domain/payout-statement.states';

/** 结算单: what one supplier is paid for one period. */
@Entity('payout_statements')
export class PayoutStatement {
  @UuidKey() id!: string;
  @Text() number!: string;
  @Uuid() supplierId!: string;
  @Day() periodFrom!: BusinessDate;
  @Day() periodTo!: BusinessDate;
  /** Where the one before it was cut off, or its period begins. */
  @Instant() beginsAt!: Date;
  /** What happened before it is in it: the end of its last day, or when it was asked for. */
  @Instant() cutOffAt!: Date;
  @Text() state!: PayoutStatementState;
  /** Which calculation its lines are of; 0 before the first. */
  @Int() calculation!: number;
  /** Sum of its signed lines. */
  @Whole() linesFen!: bigint;
  /** Debts of earlier periods nothing had covered. */
  @Whole() carriedFen!: bigint;
  @Whole() setOffFen!: bigint;
  @Whole() payFen!: bigint;
  @Whole() debtAfterFen!: bigint;
  @Text({ nullable: true }) contentHash!: string | null;
  @Uuid({ nullable: true }) shareListId!: string | null;
  @Uuid({ nullable: true }) calculatedBy!: string | null;
  @Instant({ nullable: true }) calculatedAt!: Date | null;
  @Uuid({ nullable: true }) approvedBy!: string | null;
  @Instant({ nullable: true }) approvedAt!: Date | null;
  /** The promise while it is under way; where nothing was to be paid, what set off the debts. */
  @Uuid({ nullable: true }) ledgerTransferId!: string | null;
  /** What of it is paid out of the supplier's account at the provider; the rest by the bank. */
  @Whole() connectFen!: bigint;
  @Text({ nullable: true }) connectState!: ConnectPartState | null;
  @Int() connectAttempt!: number;
  /** Its promise. */
  @Uuid({ nullable: true }) connectTransferId!: string | null;
  @Instant({ nullable: true }) connectPaidAt!: Date | null;
  /** It came back, and stays paid in the book until another statement has taken off what it takes off. */
  @Flag() connectReturnWaits!: boolean;
  @Uuid({ nullable: true }) bankAccountId!: string | null;
  @Uuid({ nullable: true }) fileId!: string | null;
  @Text({ nullable: true }) bankReference!: string | null;
  @Instant({ nullable: true }) paidAt!: Date | null;
  @Uuid({ nullable: true }) confirmedBy!: string | null;
  /** A line of a bank statement has confirmed it, and not a person. */
  @Flag() byStatement!: boolean;
  /** Why it was opened again the last time. */
  @Text({ nullable: true }) returnNote!: string | null;
  @Instant() openedAt!: Date;
  @Int() version!: number;
}

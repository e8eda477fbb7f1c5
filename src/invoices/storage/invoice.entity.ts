import { Entity } from 'typeorm';
import { Day, Flag, Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { InvoiceKind } from '../domain/invoice-kinds';
import type { InvoiceState } from '../domain/invoice.states';

/** 发票 of orders between one supplier and one unit; of a red-letter invoice all amounts are below zero. */
@Entity('invoices')
export class Invoice {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Text() kind!: InvoiceKind;
  /** Twenty digits, or eight behind their code. */
  @Text() number!: string;
  /** Of a red-letter invoice: the one it takes back from. */
  @Uuid({ nullable: true }) originalId!: string | null;
  @Uuid() sellerId!: string;
  /** Whose orders they are, and the unit they are attributed to. */
  @Uuid() buyerId!: string;
  @Uuid() unitId!: string;
  @Text() unitRegionCode!: string;
  @Text({ nullable: true }) sellerUscc!: string | null;
  @Text({ nullable: true }) buyerUscc!: string | null;
  /** Both are parties of the orders. */
  @Flag() titlesMatch!: boolean;
  @Day() issuedOn!: string;
  /** With its tax. */
  @Whole() fen!: bigint;
  @Whole() taxFen!: bigint;
  @Text() state!: InvoiceState;
  @Uuid() capturedBy!: string;
  @Uuid() capturedFor!: string;
  @Instant() capturedAt!: Date;
  @Uuid({ nullable: true }) decidedBy!: string | null;
  @Uuid({ nullable: true }) decidedFor!: string | null;
  @Instant({ nullable: true }) decidedAt!: Date | null;
  @Text({ nullable: true }) decisionNote!: string | null;
  /** One side says that it was captured wrongly; it holds until the other side agrees. */
  @Uuid({ nullable: true }) voidAskedBy!: string | null;
  @Uuid({ nullable: true }) voidAskedFor!: string | null;
  @Instant({ nullable: true }) voidAskedAt!: Date | null;
  @Text({ nullable: true }) voidReason!: string | null;
  @Uuid({ nullable: true }) voidedBy!: string | null;
  @Uuid({ nullable: true }) voidedFor!: string | null;
  @Instant({ nullable: true }) voidedAt!: Date | null;
}

/** Goods of one order line, or freight of an order. */
@Entity('invoice_lines')
export class InvoiceLine {
  @UuidKey() id!: string;
  @Uuid() invoiceId!: string;
  @Int() position!: number;
  @Uuid() orderId!: string;
  /** Null: freight. */
  @Uuid({ nullable: true }) orderLineId!: string | null;
  /** Of a red-letter invoice: the line it takes back from. */
  @Uuid({ nullable: true }) reversesId!: string | null;
  @Whole() quantityBase!: bigint;
  @Whole() fen!: bigint;
  @Whole() taxFen!: bigint;
  /** What confirmed red-letter invoices took back of it. */
  @Whole() redBase!: bigint;
  @Whole() redFen!: bigint;
  @Whole() redTaxFen!: bigint;
}

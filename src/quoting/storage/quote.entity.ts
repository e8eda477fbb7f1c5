import { Entity } from 'typeorm';
import { Day, Instant, Int, Text, Uuid, UuidKey } from '../../platform/index';
import type { QuoteEndReason, QuoteState } from '../domain/quote.states';

/** 报价: one supplier's offer on one request. What it says stands in its versions. */
@Entity('quotes')
export class Quote {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Uuid() requestId!: string;
  @Uuid() supplierId!: string;
  @Text() state!: QuoteState;
  /** The version that stands: the supplier's, or the buyer's counter-offer while he has not answered it. */
  @Int() currentNumber!: number;
  @Day() validUntil!: string;
  @Text({ nullable: true }) endReason!: QuoteEndReason | null;
  @Instant() createdAt!: Date;
}

import { Entity } from 'typeorm';
import { Day, Instant, Int, Text, Uuid, UuidKey } from '../../platform/index';
import type { PaymentTerms, PlanDetails } from '../../../libs/payment-plan/src/index';

/** What one side said once; never changed. */
@Entity('quote_versions')
export class QuoteVersion {
  @UuidKey() id!: string;
  @Uuid() quoteId!: string;
  @Int() number!: number;
  @Text() side!: 'SUPPLIER' | 'BUYER';
  /** Of the request it answers. */
  @Int() revision!: number;
  @Text() paymentTerms!: PaymentTerms;
  @Int({ nullable: true }) depositPercent!: number | null;
  @Text({ nullable: true }) restDue!: PlanDetails['restDue'];
  @Int({ nullable: true }) instalments!: number | null;
  @Day() validUntil!: string;
  @Text({ nullable: true }) note!: string | null;
  @Uuid() saidBy!: string;
  @Instant() saidAt!: Date;
  /** Before it nobody but the supplier knows of it: the deadline of a sealed request. */
  @Instant() opensAt!: Date;
}

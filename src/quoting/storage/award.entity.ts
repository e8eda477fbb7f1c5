import { Entity } from 'typeorm';
import { Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { DeclineReason } from './invitation.entity';

export const AWARD_STATES = ['OFFERED', 'DECLINED', 'LAPSED', 'ORDERED'] as const;

/**
 * 定标: what the buyer takes of one version of a quote. OFFERED waits for the supplier, who is not bound so low; LAPSED is
 * what nobody answered before the version or the request was through.
 */
@Entity('quote_awards')
export class QuoteAward {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Uuid() requestId!: string;
  @Uuid() quoteId!: string;
  @Uuid() versionId!: string;
  @Text() state!: (typeof AWARD_STATES)[number];
  /** Goods and freight of what is awarded, VAT included. */
  @Whole() totalFen!: bigint;
  @Uuid({ nullable: true }) pairingChoice!: string | null;
  @Uuid({ nullable: true }) channelId!: string | null;
  @Uuid() decidedBy!: string;
  @Instant() decidedAt!: Date;
  @Text({ nullable: true }) declineReason!: DeclineReason | null;
  @Instant({ nullable: true }) answeredAt!: Date | null;
}

import { Entity } from 'typeorm';
import { Instant, Int, Text, Uuid, UuidKey } from '../../platform/index';

export const DECLINE_REASONS = ['NO_CAPACITY', 'TOO_FAR', 'TERMS', 'OTHER'] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** Who was asked to quote, by hand or from a proposal; whether he did stands nowhere on it. */
@Entity('quote_invitations')
export class QuoteInvitation {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Uuid() requestId!: string;
  @Uuid() supplierId!: string;
  @Text() state!: 'INVITED' | 'DECLINED';
  @Uuid({ nullable: true }) invitedBy!: string | null;
  /** The run of the engine that proposed him. */
  @Uuid({ nullable: true }) matchRunId!: string | null;
  @Instant() invitedAt!: Date;
  @Text({ nullable: true }) declineReason!: DeclineReason | null;
  @Instant({ nullable: true }) declinedAt!: Date | null;
}

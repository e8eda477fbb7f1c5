import { Entity } from 'typeorm';
import { Day, Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { HelpSellMandateState } from '../domain/help-sell.states';

/** 帮销委托. `drawnFen` is what orders hold of the ceiling, never above it. */
@Entity('help_sell_mandates')
export class HelpSellMandate {
  @UuidKey() id!: string;
  @Uuid() helperId!: string;
  @Uuid() supplierId!: string;
  @Uuid() channelId!: string;
  @Day() validFrom!: string;
  @Day() validTo!: string;
  @Whole() ceilingFen!: bigint;
  @Whole() drawnFen!: bigint;
  @Text() state!: HelpSellMandateState;
  /** Canonical JSON of what is signed. */
  @Text() content!: string;
  @Text() sha256!: string;
  @Uuid() offeredBy!: string;
  @Instant() offeredAt!: Date;
  @Uuid({ nullable: true }) signedBy!: string | null;
  @Instant({ nullable: true }) signedAt!: Date | null;
  @Instant({ nullable: true }) endedAt!: Date | null;
  @Int() version!: number;
}

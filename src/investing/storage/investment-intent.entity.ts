import { Entity } from 'typeorm';
import { Day, Instant, Int, Text, TextArray, Uuid, UuidKey, Whole } from '../../platform/index';
import type { SlotKind } from '../../parks/index';
import type { IntentKind, IntentStage } from '../domain/intent-kinds';
import type { IntentState, ReleaseState } from '../domain/intent.states';

/** 投资意向: what one enterprise would build in a park, and what that needs. */
@Entity('investment_intents')
export class InvestmentIntent {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Text() number!: string;
  @Text() state!: IntentState;
  @Uuid() investorId!: string;
  @Text() kind!: IntentKind;
  @Text() stage!: IntentStage;
  @Text() industryCode!: string;
  @Whole() investmentFen!: bigint;
  @Int() jobs!: number;
  @TextArray() slotKinds!: readonly SlotKind[];
  @TextArray() regionCodes!: readonly string[];
  @Day() startFrom!: string;
  @Day() startBy!: string;
  @Day() validUntil!: string;
  @Text({ nullable: true }) note!: string | null;
  @Uuid() statedBy!: string;
  @Instant() statedAt!: Date;
  /** From then on others than its parties may know that it is there. */
  @Instant() opensAt!: Date;
  @Instant({ nullable: true }) endedAt!: Date | null;
}

/** What one park is shown of an intent, and says to it. */
@Entity('intent_releases')
export class IntentRelease {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Uuid() intentId!: string;
  @Uuid() parkId!: string;
  @Text() state!: ReleaseState;
  @Uuid() releasedBy!: string;
  @Instant() releasedAt!: Date;
  @Instant() opensAt!: Date;
  @Uuid({ nullable: true }) answeredBy!: string | null;
  @Instant({ nullable: true }) answeredAt!: Date | null;
  @Text({ nullable: true }) answerNote!: string | null;
  @Instant({ nullable: true }) endedAt!: Date | null;
}

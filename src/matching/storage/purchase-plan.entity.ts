import { Entity } from 'typeorm';
import { Instant, Int, Text, Uuid, UuidKey } from '../../platform/index';
import type { MatchRunState } from '../domain/match-run.states';
import type { RunFailure } from './match-run.entity';

/** 采购计划: what would close the gap of an agreement. It runs as a match run does, and its states are the same. */
@Entity('purchase_plans')
export class PurchasePlan {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Uuid() agreementId!: string;
  @Text() state!: MatchRunState;
  @Uuid() requestedBy!: string;
  @Uuid() requesterId!: string;
  @Instant() requestedAt!: Date;
  @Int() attempts!: number;
  @Text({ nullable: true }) inputSha256!: string | null;
  @Text({ nullable: true }) rulesVersion!: string | null;
  @Text({ nullable: true }) reportSha256!: string | null;
  @Instant({ nullable: true }) endedAt!: Date | null;
  @Text({ nullable: true }) failure!: RunFailure | null;
}

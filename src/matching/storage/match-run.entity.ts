import { Entity } from 'typeorm';
import { Day, Flag, Instant, Int, Text, Uuid, UuidKey } from '../../platform/index';
import type { MatchRunState } from '../domain/match-run.states';

export const RUN_FAILURES = ['THREAD_LOST', 'OUT_OF_MEMORY', 'INPUT_UNSOUND', 'NO_RULES', 'FAULT'] as const;
export type RunFailure = (typeof RUN_FAILURES)[number];

/** 匹配: one run over everything that is wanted and on offer. */
@Entity('match_runs')
export class MatchRun {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Text() state!: MatchRunState;
  /** On the present stock and day: its proposals may be taken. Others are looked at only. */
  @Flag() live!: boolean;
  /** The day whose lists and rules it goes by. */
  @Day() asOf!: string;
  /** Goes by the stock this run froze, not by the present one. */
  @Uuid({ nullable: true }) stockOf!: string | null;
  /** Stands on the very input of this run, to show that its report comes out again. */
  @Uuid({ nullable: true }) recomputedFrom!: string | null;
  /** Null: the night. */
  @Uuid({ nullable: true }) requestedBy!: string | null;
  @Uuid({ nullable: true }) requesterId!: string | null;
  @Instant() requestedAt!: Date;
  @Int() attempts!: number;
  @Text({ nullable: true }) inputSha256!: string | null;
  @Text({ nullable: true }) rulesVersion!: string | null;
  @Int({ nullable: true }) seed!: number | null;
  @Text({ nullable: true }) reportSha256!: string | null;
  @Instant({ nullable: true }) endedAt!: Date | null;
  @Text({ nullable: true }) failure!: RunFailure | null;
}

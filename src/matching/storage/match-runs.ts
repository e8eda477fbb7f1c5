import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { Audit, Events, type Actor, type Reader, type Tx } from '../../platform/index';
import { matchRunEvents, matchRunStream } from '../domain/match-run.events';
import { matchRunStates, type MatchRunVerb } from '../domain/match-run.states';
import { matchRefusals, MOST_WAITING } from '../domain/match.refusals';
import { MatchRun, type RunFailure } from './match-run.entity';

export interface WantedRun {
  readonly live: boolean;
  readonly asOf: string;
  readonly stockOf: string | null;
  readonly recomputedFrom: string | null;
  readonly inputSha256: string | null;
}

/** Runs and their steps: state and audit row in one transaction. */
@Injectable()
export class MatchRuns {
  constructor(
    private readonly audit: Audit,
    private readonly events: Events,
  ) {}

  find(tx: Tx, id: string): Promise<MatchRun | null> {
    return tx.manager.findOneBy(MatchRun, { id });
  }

  /** Refuses RUN_WAITING_ALREADY, and TOO_MANY_RUNS_WAITING of those that are only looked at. No actor: the night. */
  async request(tx: Tx, actor: Actor | null, wanted: WantedRun): Promise<MatchRun> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('match runs that wait'))`);
    const waiting = await tx.query<WantedRun>(
      `SELECT live, as_of AS "asOf", stock_of AS "stockOf", recomputed_from AS "recomputedFrom" FROM match_runs
       WHERE state IN ('REQUESTED', 'RUNNING')`,
    );
    const same = ({ live, asOf, stockOf, recomputedFrom }: WantedRun) =>
      JSON.stringify([live, asOf, stockOf, recomputedFrom]);
    if (waiting.some((one) => same(one) === same(wanted))) refuse(matchRefusals.RUN_WAITING_ALREADY([]));
    if (!wanted.live && waiting.filter(({ live }) => !live).length >= MOST_WAITING)
      refuse(matchRefusals.TOO_MANY_RUNS_WAITING([]));
    const run: MatchRun = {
      ...wanted,
      id: randomUUID(),
      version: 1,
      state: 'REQUESTED',
      requestedBy: actor?.memberId ?? null,
      requesterId: actor?.organizationId ?? null,
      requestedAt: tx.at,
      attempts: 0,
      rulesVersion: null,
      seed: null,
      reportSha256: null,
      endedAt: null,
      failure: null,
    };
    await tx.add(MatchRun, run);
    await this.record(tx, run, { action: 'requestMatchRun', actor });
    return run;
  }

  /** Whether a live run was asked for today, from that hour in Shanghai on. */
  async askedSince(reader: Reader, today: string, hour: number): Promise<boolean> {
    const rows = await reader.query(
      `SELECT FROM match_runs WHERE live AND requested_at >= ($1::date + make_interval(hours => $2)) AT TIME ZONE 'Asia/Shanghai' LIMIT 1`,
      [today, hour],
    );
    return rows.length > 0;
  }

  /**
   * One that was begun and not ended first: whoever asks alone knows that its thread is gone. Then live ones: those that are
   * only looked at keep nobody from a proposal.
   */
  async next(reader: Reader): Promise<string | null> {
    const [run] = await reader.query<{ id: string }>(
      `SELECT id FROM match_runs WHERE state IN ('REQUESTED', 'RUNNING')
       ORDER BY state = 'REQUESTED', NOT live, requested_at, id LIMIT 1`,
    );
    return run?.id ?? null;
  }

  async move(tx: Tx, run: MatchRun, verb: MatchRunVerb, changes: Partial<MatchRun> = {}): Promise<MatchRun> {
    const state = matchRunStates.next(run.state, verb, ['matchRunId']);
    const moved = await tx.change(MatchRun, run, { ...changes, state });
    await this.record(tx, moved, { action: verb, actor: null, from: run.state });
    return moved;
  }

  async fail(tx: Tx, run: MatchRun, failure: RunFailure): Promise<void> {
    await this.move(tx, run, 'fail', { failure, endedAt: tx.at });
    await this.tell(tx, run, 'failed');
  }

  tell(tx: Tx, { id }: MatchRun, what: keyof typeof matchRunEvents): Promise<void> {
    const payload = { matchRunId: id };
    return this.events.publish(tx, { stream: matchRunStream(id), kind: matchRunEvents[what], payload });
  }

  private record(
    tx: Tx,
    run: MatchRun,
    { action, actor, from }: { action: string; actor: Actor | null; from?: string },
  ): Promise<void> {
    const { asOf, live, attempts, inputSha256, rulesVersion, reportSha256 } = run;
    return this.audit.record(tx, {
      actor,
      action,
      subjectKind: 'MatchRun',
      subjectId: run.id,
      ...(from ? { fromState: from } : {}),
      toState: run.state,
      ...(run.failure ? { reason: run.failure } : {}),
      data: { asOf, live, attempts, inputSha256, rulesVersion, reportSha256 },
    });
  }
}

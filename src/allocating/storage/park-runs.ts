import { randomUUID } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import {
  Audit,
  NEVER_OPENED,
  businessDateOf,
  sha256Of,
  type Actor,
  type Reader,
  type Tx,
} from '../../platform/index';
import { allocatingRefusals } from '../domain/allocating.refusals';
import { parkRunStates, type ParkRunFailure, type ParkRunVerb } from '../domain/park-run.states';
import { ParkRun } from './park-run.entity';
import type { FrozenMarket } from './park-markets';
import type { FinishedParkRun } from './park-run-work';

/** So many may wait of one organization. */
const MOST_WAITING = 3;

/** Runs and their steps: state, bytes and audit row in one transaction. */
@Injectable()
export class ParkRuns {
  constructor(private readonly audit: Audit) {}

  /** Refuses PARK_RUNS_WAITING. */
  async request(
    tx: Tx,
    actor: Actor,
    scope: Pick<ParkRun, 'parkId' | 'regionCode' | 'pairingId'>,
  ): Promise<ParkRun> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('park runs of ' || $1))`, [actor.organizationId]);
    const waiting = await tx.query('SELECT FROM park_runs WHERE requester_id = $1 AND ended_at IS NULL', [
      actor.organizationId,
    ]);
    if (waiting.length >= MOST_WAITING) refuse(allocatingRefusals.PARK_RUNS_WAITING([]));
    const run: ParkRun = {
      ...scope,
      id: randomUUID(),
      version: 1,
      state: 'REQUESTED',
      asOf: businessDateOf(tx.at),
      requestedBy: actor.memberId,
      requesterId: actor.organizationId,
      requestedAt: tx.at,
      opensAt: NEVER_OPENED,
      attempts: 0,
      rulesVersion: null,
      reportSha256: null,
      endedAt: null,
      failure: null,
    };
    await tx.add(ParkRun, run);
    await this.record(tx, actor, 'requestParkRun', run);
    return run;
  }

  lock(tx: Tx, id: string): Promise<ParkRun | null> {
    return tx.manager.findOne(ParkRun, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async move(tx: Tx, run: ParkRun, verb: ParkRunVerb, changes: Partial<ParkRun>): Promise<ParkRun> {
    const state = parkRunStates.next(run.state, verb, ['runId']);
    const moved = await tx.change(ParkRun, run, { ...changes, state });
    await this.record(tx, null, verb, moved, run.state);
    return moved;
  }

  fail(tx: Tx, run: ParkRun, failure: ParkRunFailure): Promise<ParkRun> {
    return this.move(tx, run, 'fail', { failure, endedAt: tx.at });
  }

  async keepInput(tx: Tx, run: ParkRun, { text, rulesVersion }: FrozenMarket): Promise<ParkRun> {
    await tx.query('INSERT INTO park_run_inputs (run_id, sha256, compressed) VALUES ($1, $2, $3)', [
      run.id,
      sha256Of(Buffer.from(text)),
      gzipSync(text),
    ]);
    return tx.change(ParkRun, run, { rulesVersion });
  }

  /** Null: it has not been frozen yet. */
  async input(reader: Reader, runId: string): Promise<{ sha256: string; text: string } | null> {
    const [row] = await reader.query<{ sha256: string; compressed: Buffer }>(
      'SELECT sha256, compressed FROM park_run_inputs WHERE run_id = $1',
      [runId],
    );
    return row ? { sha256: row.sha256, text: gunzipSync(row.compressed).toString() } : null;
  }

  async keep(tx: Tx, run: ParkRun, { report, views }: FinishedParkRun): Promise<void> {
    await tx.query(
      `INSERT INTO park_run_views (run_id, kind, reader_id, sha256, view)
       SELECT $1, kind, reader_id, sha256, view FROM json_to_recordset($2::json) AS v (kind text, reader_id uuid, sha256 text, view text)`,
      [
        run.id,
        JSON.stringify(
          views.map(({ kind, readerId, text }) => ({
            kind,
            reader_id: readerId,
            sha256: sha256Of(Buffer.from(text)),
            view: text,
          })),
        ),
      ],
    );
    await this.move(tx, run, 'finish', { reportSha256: sha256Of(Buffer.from(report)), endedAt: tx.at });
  }

  /** No hash of what is confidential stands in the trail, and nobody reads these rows. */
  private record(tx: Tx, actor: Actor | null, action: string, run: ParkRun, from?: string): Promise<void> {
    const { parkId, regionCode, pairingId, asOf, attempts, rulesVersion } = run;
    return this.audit.record(tx, {
      actor,
      action,
      subjectKind: 'ParkRun',
      subjectId: run.id,
      ...(from ? { fromState: from } : {}),
      toState: run.state,
      ...(run.failure ? { reason: run.failure } : {}),
      data: { parkId, regionCode, pairingId, asOf, attempts, rulesVersion },
      shutUntil: run.opensAt,
    });
  }
}

import { Injectable } from '@nestjs/common';
import { Clock, Transactions, businessDateOf, type Reader, type Tx } from '../../platform/index';
import type { MatchRun } from './match-run.entity';
import type { FrozenInput } from './match-tasks';
import type { MatchWorker } from './match-worker';
import { RunFacts, type Askers } from './run-facts';
import { RunStock } from './run-stock';

const DROPPED_AT_ONCE = 20;
const DROP_UNUSED = `
  WITH unused AS (
    SELECT i.sha256 FROM match_inputs i WHERE i.compressed IS NOT NULL AND i.created_at < $1
      AND NOT EXISTS (SELECT FROM match_runs r WHERE r.input_sha256 = i.sha256 AND (
        r.state IN ('REQUESTED', 'RUNNING') OR (r.live AND r.state = 'PROPOSED') OR r.ended_at >= $1
        OR EXISTS (SELECT FROM match_proposals p JOIN match_decisions d ON d.proposal_id = p.id WHERE p.run_id = r.id)
        OR EXISTS (SELECT FROM match_runs later WHERE later.stock_of = r.id AND later.state IN ('REQUESTED', 'RUNNING'))))
    ORDER BY i.created_at LIMIT $3 FOR UPDATE SKIP LOCKED)
  UPDATE match_inputs i SET compressed = NULL, dropped_at = $2 FROM unused WHERE i.sha256 = unused.sha256 RETURNING i.sha256`;

/** Takes the snapshot a run stands on, and keeps it by its digest. */
@Injectable()
export class RunInputs {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly stock: RunStock,
    private readonly facts: RunFacts,
  ) {}

  /** Everything is read at one moment; null where there were no rules on the run's day. */
  async freeze(run: MatchRun, worker: MatchWorker): Promise<FrozenInput | null> {
    const read = await this.transactions.run(async (tx) => {
      await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
      // The thread takes the pages at its own pace, and meanwhile the transaction waits.
      await tx.query(`SELECT set_config('idle_in_transaction_session_timeout', '0', true)`);
      // A connection that is lost begins the snapshot again: pages of the former are not a part of this one.
      await worker.ask('STOCK', { afresh: true });
      const older = run.stockOf ? await this.olderStock(tx, run.stockOf) : null;
      const today = businessDateOf(this.clock.now());
      const askers = older?.askers ?? (await this.stock.read(tx, today, (part) => worker.ask('STOCK', part)));
      return { facts: await this.facts.on(tx, run.asOf, askers), stockOf: older?.compressed };
    });
    if (!read.facts) return null;
    return worker.ask('FREEZE', { facts: read.facts, ...(read.stockOf && { stockOf: read.stockOf }) });
  }

  async keep(tx: Tx, input: FrozenInput): Promise<void> {
    await tx.query(
      `INSERT INTO match_inputs (sha256, compressed, line_count, supply_count, left_out, created_at)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (sha256) DO UPDATE
         SET compressed = EXCLUDED.compressed, dropped_at = NULL WHERE match_inputs.compressed IS NULL`,
      [
        input.sha256,
        Buffer.from(input.compressed),
        input.lines,
        input.supplies,
        JSON.stringify(input.leftOut),
        tx.at,
      ],
    );
  }

  /** Whether what the run stood on is still there; it stays so until the transaction ends. */
  async areKept(tx: Tx, sha256: string): Promise<boolean> {
    const kept = await tx.query(
      'SELECT FROM match_inputs WHERE sha256 = $1 AND compressed IS NOT NULL FOR SHARE',
      [sha256],
    );
    return kept.length > 0;
  }

  /** Inputs of runs that ended before: not those in force, decided by, or waited for. */
  async drop(before: Date, at: Date): Promise<void> {
    let dropped = DROPPED_AT_ONCE;
    while (dropped === DROPPED_AT_ONCE)
      dropped = await this.transactions.run(
        async (tx) => (await tx.query(DROP_UNUSED, [before, at, DROPPED_AT_ONCE])).length,
      );
  }

  /** Null where there is none, or none any more. */
  async ofRun(reader: Reader, runId: string): Promise<Uint8Array | null> {
    const [row] = await reader.query<{ compressed: Buffer | null }>(
      `SELECT i.compressed FROM match_runs r JOIN match_inputs i ON i.sha256 = r.input_sha256 WHERE r.id = $1`,
      [runId],
    );
    return row?.compressed ?? null;
  }

  /** The stock an older run froze; who asked in it is known by the windows its report names. */
  private async olderStock(
    reader: Reader,
    runId: string,
  ): Promise<{ compressed: Uint8Array; askers: Askers }> {
    const compressed = await this.ofRun(reader, runId);
    if (!compressed) throw new Error(`run ${runId} has no input`);
    const rows = await reader.query<{ id: string; buyerId: string }>(
      `SELECT DISTINCT r.id, r.buyer_id AS "buyerId" FROM match_reports report,
         jsonb_array_elements(report.content::jsonb -> 'lines') line
         JOIN sourcing_requests r ON r.id = (line ->> 'requestId')::uuid WHERE report.run_id = $1`,
      [runId],
    );
    const requestIds = rows.map(({ id }) => id);
    return { compressed, askers: { requestIds, buyerIds: rows.map(({ buyerId }) => buyerId) } };
  }
}

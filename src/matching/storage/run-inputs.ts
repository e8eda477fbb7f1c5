import { Injectable } from '@nestjs/common';
import { Clock, Transactions, businessDateOf, type Reader, type Tx } from '../../platform/index';
import type { MatchRun } from './match-run.entity';
import type { FrozenInput } from './match-tasks';
import type { MatchWorker } from './match-worker';
import { RunFacts, type Askers } from './run-facts';
import { RunStock } from './run-stock';

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
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (sha256) DO NOTHING`,
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

  async ofRun(reader: Reader, runId: string): Promise<Uint8Array | null> {
    const [row] = await reader.query<{ compressed: Buffer }>(
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

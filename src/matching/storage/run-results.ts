import { Injectable } from '@nestjs/common';
import type { Proposal } from '../../../libs/matching/src/index';
import type { Tx } from '../../platform/index';
import { summaryOf } from '../domain/run-summary';
import { MatchProposal } from './match-proposal.entity';
import { MatchRun } from './match-run.entity';
import { MatchRuns } from './match-runs';
import type { FinishedRun } from './match-tasks';

/** Rows of one statement. */
const CHUNK = 2_000;

/** Keeps what a run came to, whole or not at all: report, state, and of a live run what it proposes to whom. */
@Injectable()
export class RunResults {
  constructor(private readonly runs: MatchRuns) {}

  async keep(tx: Tx, run: MatchRun, { report, orders, frozen, sha256 }: FinishedRun): Promise<void> {
    // Requests before proposals, as whoever accepts one locks them: neither waits for the other.
    if (run.live) await this.keepProposals(tx, run.id, report);
    if (run.live) await this.supersedeFormer(tx);
    const { rulesVersion, seed } = report;
    const ended = { rulesVersion, seed, reportSha256: sha256, endedAt: tx.at };
    const proposed = await this.runs.move(tx, run, 'propose', ended);
    await tx.query('INSERT INTO match_reports (run_id, content, summary) VALUES ($1, $2, $3)', [
      run.id,
      frozen,
      JSON.stringify(summaryOf(report, orders)),
    ]);
    await this.runs.tell(tx, proposed, 'proposed');
  }

  private async supersedeFormer(tx: Tx): Promise<void> {
    const former = await tx.manager.findOne(MatchRun, {
      where: { live: true, state: 'PROPOSED' },
      lock: { mode: 'pessimistic_write' },
    });
    if (!former) return;
    await this.runs.move(tx, former, 'supersede');
    await tx.manager.update(
      MatchProposal,
      { runId: former.id, state: 'PROPOSED' },
      { state: 'SUPERSEDED', version: () => 'version + 1' },
    );
  }

  private async keepProposals(tx: Tx, runId: string, report: FinishedRun['report']): Promise<void> {
    for (const part of chunks(report.lines)) {
      const lines = part.map(({ lineId, servedBase, missingBase, reachesMinimum }) => ({
        window_id: lineId,
        served_base: String(servedBase),
        missing_base: String(missingBase),
        reaches_minimum: reachesMinimum,
      }));
      await tx.query(KEEP_PROPOSALS, [runId, lines.map(({ window_id }) => window_id)]);
      await tx.query(KEEP_LINES, [runId, JSON.stringify(lines)]);
    }
    for (const part of chunks(report.proposals))
      await tx.query(KEEP_EDGES, [runId, JSON.stringify(part.map(edgeRow))]);
  }
}

const chunks = <T>(rows: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / CHUNK) }, (_, at) => rows.slice(at * CHUNK, (at + 1) * CHUNK));

const edgeRow = (edge: Proposal) => ({
  window_id: edge.lineId,
  supply_id: edge.supplyId,
  supplier_id: edge.supplierId,
  quantity_base: String(edge.quantityBase),
  goods_fen: String(edge.goodsFen),
  freight_fen: String(edge.freightFen),
  landed_fen: String(edge.landedFen),
});

const KEEP_PROPOSALS = `
  INSERT INTO match_proposals (id, version, run_id, request_id, revision, state)
  SELECT gen_random_uuid(), 1, $1, l.request_id, l.revision, 'PROPOSED'
  FROM sourcing_windows w JOIN sourcing_lines l ON l.id = w.line_id WHERE w.id = ANY($2::uuid[])
  GROUP BY l.request_id, l.revision ON CONFLICT (run_id, request_id) DO NOTHING`;

const OF_WINDOW = `JOIN sourcing_windows w ON w.id = row.window_id JOIN sourcing_lines l ON l.id = w.line_id
  JOIN match_proposals p ON p.run_id = $1 AND p.request_id = l.request_id`;

const KEEP_LINES = `
  INSERT INTO match_lines (proposal_id, window_id, served_base, missing_base, reaches_minimum)
  SELECT p.id, row.window_id, row.served_base, row.missing_base, row.reaches_minimum
  FROM json_to_recordset($2::json) AS row (window_id uuid, served_base bigint, missing_base bigint, reaches_minimum boolean)
  ${OF_WINDOW}`;

const KEEP_EDGES = `
  INSERT INTO match_edges (proposal_id, window_id, supply_id, lot_id, forward_supply_id, supplier_id, quantity_base,
    goods_fen, freight_fen, landed_fen)
  SELECT p.id, row.window_id, row.supply_id, lot.id, forward.id, row.supplier_id, row.quantity_base,
    row.goods_fen, row.freight_fen, row.landed_fen
  FROM json_to_recordset($2::json) AS row (window_id uuid, supply_id uuid, supplier_id uuid, quantity_base bigint,
    goods_fen bigint, freight_fen bigint, landed_fen bigint)
  ${OF_WINDOW} LEFT JOIN lots lot ON lot.id = row.supply_id LEFT JOIN forward_supplies forward ON forward.id = row.supply_id`;

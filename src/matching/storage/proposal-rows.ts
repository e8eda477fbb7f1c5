import { Injectable } from '@nestjs/common';
import { Database, counted, type Reader } from '../../platform/index';
import type { MatchProposalState } from '../domain/match-proposal.states';

export interface ProposalRow {
  readonly id: string;
  readonly version: number;
  readonly state: MatchProposalState;
  readonly sourcingRequestId: string;
  readonly revision: number;
  readonly matchRunId: string;
  readonly proposedAt: Date;
  readonly buyerId: string;
  readonly pooled: boolean;
}
export interface WindowRow {
  readonly windowId: string;
  readonly lineId: string;
  readonly requestId: string;
  readonly from: string;
  readonly until: string;
  readonly unit: string;
  readonly capUnit: string;
  readonly wantedBase: bigint;
  readonly servedBase: bigint;
  readonly reachesMinimum: boolean;
}
export interface EdgeRow {
  readonly windowId: string;
  readonly supplyId: string;
  readonly supplierId: string;
  readonly quantityBase: bigint;
  readonly goodsFen: bigint;
  readonly freightFen: bigint;
}

const PROPOSAL = `p.id, p.version, p.state, p.request_id AS "sourcingRequestId", p.revision, p.run_id AS "matchRunId",
  r.ended_at AS "proposedAt", q.buyer_id AS "buyerId", q.pooled`;
const PROPOSALS = `match_proposals p JOIN match_runs r ON r.id = p.run_id JOIN sourcing_requests q ON q.id = p.request_id`;
const WINDOW = `m.window_id AS "windowId", l.id AS "lineId", l.request_id AS "requestId", w.from_on AS "from",
  w.until_on AS "until", l.unit, l.cap_unit AS "capUnit", w.quantity_base AS "wantedBase", m.served_base AS "servedBase",
  m.reaches_minimum AS "reachesMinimum"`;
const WINDOWS = `match_lines m JOIN sourcing_windows w ON w.id = m.window_id JOIN sourcing_lines l ON l.id = w.line_id`;

const OF_RUN = `${WINDOWS} JOIN match_proposals p ON p.id = m.proposal_id JOIN sourcing_requests q ON q.id = p.request_id
    JOIN organizations o ON o.id = q.unit_id
  WHERE p.run_id = $1 AND ($2::text IS NULL OR starts_with(o.region_code, $2) OR EXISTS (
    SELECT FROM match_edges e LEFT JOIN lots lot ON lot.id = e.lot_id
      LEFT JOIN forward_supplies forward ON forward.id = e.forward_supply_id
    WHERE e.proposal_id = m.proposal_id AND e.window_id = m.window_id
      AND starts_with(coalesce(lot.origin_county_code, forward.origin_county_code), $2)))`;

/** What is kept of proposals; who may read them is decided before. */
@Injectable()
export class ProposalRows {
  constructor(private readonly database: Database) {}

  one(id: string, reader: Reader = this.database): Promise<ProposalRow | null> {
    return first(reader, `SELECT ${PROPOSAL} FROM ${PROPOSALS} WHERE p.id = $1`, [id]);
  }

  /** The newest that is not out of date. */
  newest(requestId: string): Promise<ProposalRow | null> {
    return first(
      this.database,
      `SELECT ${PROPOSAL} FROM ${PROPOSALS} WHERE p.request_id = $1 AND p.state <> 'SUPERSEDED'
       ORDER BY r.requested_at DESC, p.id LIMIT 1`,
      [requestId],
    );
  }

  windows(proposalId: string): Promise<WindowRow[]> {
    return this.database.query<WindowRow>(
      `SELECT ${WINDOW} FROM ${WINDOWS} WHERE m.proposal_id = $1 ORDER BY l.position, w.position`,
      [proposalId],
    );
  }

  /** Windows of a run, by id, as far as the office oversees who asks or who would deliver; no prefix: all of them. */
  async windowsOfRun(
    runId: string,
    { prefix, after, limit }: { prefix: string | null; after: string | null; limit: number },
  ): Promise<WindowRow[]> {
    return this.database.query<WindowRow>(
      `SELECT ${WINDOW} FROM ${OF_RUN} AND ($3::uuid IS NULL OR m.window_id > $3) ORDER BY m.window_id LIMIT $4`,
      [runId, prefix, after, limit],
    );
  }

  countOfRun(runId: string, prefix: string | null): Promise<number> {
    return counted(this.database, `FROM ${OF_RUN}`, [runId, prefix]);
  }

  edges(proposalId: string, reader: Reader = this.database): Promise<EdgeRow[]> {
    return reader.query<EdgeRow>(
      `SELECT window_id AS "windowId", supply_id AS "supplyId", supplier_id AS "supplierId",
         quantity_base AS "quantityBase", goods_fen AS "goodsFen", freight_fen AS "freightFen"
       FROM match_edges WHERE proposal_id = $1 ORDER BY window_id, supply_id`,
      [proposalId],
    );
  }

  /** The live run in force; null before the first. */
  async runInForce(): Promise<string | null> {
    const run = await this.database.one<{ id: string }>(
      `SELECT id FROM match_runs WHERE live AND state = 'PROPOSED'`,
    );
    return run?.id ?? null;
  }
}

async function first(reader: Reader, sql: string, values: unknown[]): Promise<ProposalRow | null> {
  return (await reader.query<ProposalRow>(sql, values))[0] ?? null;
}

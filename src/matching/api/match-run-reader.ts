import { Injectable } from '@nestjs/common';
import { formatMoney } from '../../../libs/money/src/index';
import { Database, counted, hasRole, type Actor } from '../../platform/index';
import type { FloorSummary, RunSummary } from '../domain/run-summary';
import type { MatchRun } from '../storage/match-run.entity';
import { floorWords } from './floor-words';
import type {
  CostsWithMissingType,
  CountyFloorType,
  MatchRunReportType,
  MatchRunType,
} from './match-run.type';

type Row = Omit<MatchRunType, 'report'> & { readonly summary: RunSummary | null };

/** Reports from before their orders were reckoned apart would tell caps. */
const COLUMNS = `r.id, r.version, r.state, r.live, r.as_of AS "asOf", r.stock_of AS "stockOf",
  r.recomputed_from AS "recomputedFrom", r.report_sha256 = former.report_sha256 AS "sameReport",
  r.requested_at AS "requestedAt", r.ended_at AS "endedAt", r.failure, r.rules_version AS "rulesVersion", r.seed,
  r.input_sha256 AS "inputSha256", r.report_sha256 AS "reportSha256", i.line_count AS "lineCount",
  i.supply_count AS "supplyCount", jsonb_array_length(i.left_out) AS "leftOutCount", CASE WHEN p.summary ? 'orders' THEN p.summary END AS summary`;
const FROM = `FROM match_runs r LEFT JOIN match_inputs i ON i.sha256 = r.input_sha256
  LEFT JOIN match_reports p ON p.run_id = r.id LEFT JOIN match_runs former ON former.id = r.recomputed_from`;

/**
 * Runs as offices read them; whoever may, may read all: a run belongs to nobody. What hangs on buyers' caps is there for those
 * who may read every request.
 */
@Injectable()
export class MatchRunReader {
  constructor(private readonly database: Database) {}

  async find(actor: Actor, id: MatchRun['id']): Promise<MatchRunType | null> {
    const row = await this.database.one<Row>(`SELECT ${COLUMNS} ${FROM} WHERE r.id = $1`, [id]);
    return row && shownTo(actor)(row);
  }

  /** Newest first. */
  async page(
    actor: Actor,
    { at, id, limit }: { at: string | null; id: string | null; limit: number },
  ): Promise<MatchRunType[]> {
    const rows = await this.database.query<Row>(
      `SELECT ${COLUMNS} ${FROM} WHERE $1::timestamptz IS NULL OR (r.requested_at, r.id) < ($1::timestamptz, $2::uuid)
       ORDER BY r.requested_at DESC, r.id DESC LIMIT $3`,
      [at, id, limit],
    );
    return rows.map(shownTo(actor));
  }

  count(): Promise<number> {
    return counted(this.database, 'FROM match_runs', []);
  }
}

const yuan = (fen: string) => formatMoney({ fen: BigInt(fen), currency: 'CNY' });

function shownTo(actor: Actor): (row: Row) => MatchRunType {
  const all = hasRole(actor, 'PLATFORM_OPS', 'AUDITOR');
  return ({ summary, inputSha256, reportSha256, ...row }) => ({
    ...row,
    inputSha256: all ? inputSha256 : null,
    reportSha256: all ? reportSha256 : null,
    report: summary && reportOf(summary, all),
  });
}

function reportOf(summary: RunSummary, all: boolean): MatchRunReportType {
  const { complete, lines, linesServed, linesAtMinimum, countyGiniPartsPerMillion, orders } = summary;
  return {
    complete,
    lines,
    linesServed,
    linesAtMinimum,
    countyGiniPartsPerMillion,
    plainCost: yuan(orders.plainFen),
    fairCost: yuan(orders.fairFen),
    proposedCost: yuan(orders.proposedFen),
    priceOfFairness: yuan(orders.fairnessFen),
    priceOfFairnessBound: yuan(summary.priceOfFairnessBoundFen),
    floors: summary.floors.map((floor) => floorOf(floor, all)),
    withMissing: all ? withMissing(summary) : null,
  };
}

const withMissing = (summary: RunSummary): CostsWithMissingType => ({
  plainCost: yuan(summary.plainCostFen),
  fairCost: yuan(summary.fairCostFen),
  proposedCost: yuan(summary.proposedCostFen),
  priceOfFairness: yuan(summary.priceOfFairnessFen),
  gapPartsPerMillion: summary.gapPartsPerMillion,
});

const floorOf = (floor: FloorSummary, all: boolean): CountyFloorType => ({
  floorId: floor.floorId,
  words: floorWords(floor.floorId),
  pricePartsPerMillion: all ? floor.pricePartsPerMillion : null,
  weightBasisPoints: floor.weightBasisPoints,
  cause: floor.cause,
  floor: yuan(floor.floorFen),
  plainSales: yuan(floor.plainSalesFen),
  fairSales: yuan(floor.fairSalesFen),
  proposedSales: yuan(floor.proposedSalesFen),
  proposedShortfall: yuan(floor.proposedShortfallFen),
});

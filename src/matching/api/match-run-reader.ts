import { Injectable } from '@nestjs/common';
import { formatMoney } from '../../../libs/money/src/index';
import { Database, counted } from '../../platform/index';
import type { FloorSummary, RunSummary } from '../domain/run-summary';
import type { MatchRun } from '../storage/match-run.entity';
import type { CountyFloorType, MatchRunReportType, MatchRunType } from './match-run.type';

type Row = Omit<MatchRunType, 'report'> & { readonly summary: RunSummary | null };

const COLUMNS = `r.id, r.version, r.state, r.live, r.as_of AS "asOf", r.stock_of AS "stockOf",
  r.recomputed_from AS "recomputedFrom", r.report_sha256 = former.report_sha256 AS "sameReport",
  r.requested_at AS "requestedAt", r.ended_at AS "endedAt", r.failure, r.rules_version AS "rulesVersion", r.seed,
  r.input_sha256 AS "inputSha256", r.report_sha256 AS "reportSha256", i.line_count AS "lineCount",
  i.supply_count AS "supplyCount", jsonb_array_length(i.left_out) AS "leftOutCount", p.summary`;
const FROM = `FROM match_runs r LEFT JOIN match_inputs i ON i.sha256 = r.input_sha256
  LEFT JOIN match_reports p ON p.run_id = r.id LEFT JOIN match_runs former ON former.id = r.recomputed_from`;

/** Runs as offices read them; whoever may, may read all: a run belongs to nobody. */
@Injectable()
export class MatchRunReader {
  constructor(private readonly database: Database) {}

  async find(id: MatchRun['id']): Promise<MatchRunType | null> {
    const row = await this.database.one<Row>(`SELECT ${COLUMNS} ${FROM} WHERE r.id = $1`, [id]);
    return row && shown(row);
  }

  /** Newest first. */
  async page({
    at,
    id,
    limit,
  }: {
    at: string | null;
    id: string | null;
    limit: number;
  }): Promise<MatchRunType[]> {
    const rows = await this.database.query<Row>(
      `SELECT ${COLUMNS} ${FROM} WHERE $1::timestamptz IS NULL OR (r.requested_at, r.id) < ($1::timestamptz, $2::uuid)
       ORDER BY r.requested_at DESC, r.id DESC LIMIT $3`,
      [at, id, limit],
    );
    return rows.map(shown);
  }

  count(): Promise<number> {
    return counted(this.database, 'FROM match_runs', []);
  }
}

const yuan = (fen: string) => formatMoney({ fen: BigInt(fen), currency: 'CNY' });

const shown = ({ summary, ...row }: Row): MatchRunType => ({ ...row, report: summary && reportOf(summary) });

function reportOf(summary: RunSummary): MatchRunReportType {
  const { complete, lines, linesServed, linesAtMinimum, gapPartsPerMillion, countyGiniPartsPerMillion } =
    summary;
  return {
    complete,
    lines,
    linesServed,
    linesAtMinimum,
    gapPartsPerMillion,
    countyGiniPartsPerMillion,
    plainCost: yuan(summary.plainCostFen),
    fairCost: yuan(summary.fairCostFen),
    proposedCost: yuan(summary.proposedCostFen),
    priceOfFairness: yuan(summary.priceOfFairnessFen),
    priceOfFairnessBound: yuan(summary.priceOfFairnessBoundFen),
    floors: summary.floors.map(floorOf),
  };
}

const floorOf = (floor: FloorSummary): CountyFloorType => ({
  floorId: floor.floorId,
  pricePartsPerMillion: floor.pricePartsPerMillion,
  weightBasisPoints: floor.weightBasisPoints,
  cause: floor.cause,
  floor: yuan(floor.floorFen),
  plainSales: yuan(floor.plainSalesFen),
  fairSales: yuan(floor.fairSalesFen),
  proposedSales: yuan(floor.proposedSalesFen),
  proposedShortfall: yuan(floor.proposedShortfallFen),
});

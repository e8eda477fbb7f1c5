import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/index';
import type { PortionScope } from '../domain/office-scope';

export interface PeriodEntryRow {
  position: bigint;
  entryId: string;
  revision: number;
  kind: string;
  indicator: string;
  unit: string;
  mode: string;
  amountFen: bigint;
  orderId: string | null;
  claimId: string | null;
  countyCode: string;
  categoryCode: string;
  originalPeriod: string | null;
  recordedAt: Date;
}

const LISTED = `FROM counting_period_entries listed JOIN counting_entries e ON e.id = listed.entry_id
  WHERE listed.period_id = $1 AND e.unit_region_code LIKE $2 AND e.county_code LIKE $3`;

/** The entries of a closed month's list, in the scope of who asks. */
@Injectable()
export class PeriodEntryRows {
  constructor(private readonly database: Database) {}

  page(
    periodId: string,
    { unitPattern, countyPattern }: PortionScope,
    { after, fetch }: { after: unknown; fetch: number },
  ): Promise<PeriodEntryRow[]> {
    return this.database.query<PeriodEntryRow>(
      `SELECT e.position, e.id AS "entryId", listed.revision, e.kind, e.unit, e.mode, e.amount_fen AS "amountFen",
         (SELECT indicator FROM counting_schemes WHERE code = e.scheme) AS indicator, e.order_id AS "orderId",
         (SELECT claim_id FROM claim_lines line WHERE line.id = e.claim_line_id) AS "claimId",
         e.county_code AS "countyCode", e.category_code AS "categoryCode", e.original_period AS "originalPeriod",
         e.recorded_at AS "recordedAt"
       ${LISTED} AND ($4::bigint IS NULL OR e.position > $4) ORDER BY e.position LIMIT $5`,
      [periodId, unitPattern, countyPattern, after ?? null, fetch],
    );
  }

  async count(periodId: string, { unitPattern, countyPattern }: PortionScope): Promise<number> {
    const row = await this.database.one<{ count: number }>(`SELECT count(*)::int AS count ${LISTED}`, [
      periodId,
      unitPattern,
      countyPattern,
    ]);
    return row?.count ?? 0;
  }
}

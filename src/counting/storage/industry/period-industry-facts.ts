import { Injectable } from '@nestjs/common';
import type { Reader } from '../../../platform/index';
import type { IndustryCell, IndustryShare } from '../../domain/period-industry';
import { exactly, type Told } from '../exact-sums';
import type { ListedPeriod } from '../period-list-facts';

const LISTED = `FROM counting_period_entries listed JOIN counting_entries e ON e.id = listed.entry_id JOIN counting_schemes s ON s.code = e.scheme
  WHERE listed.period_id = $1 AND listed.revision <= $2 AND e.mode = 'INTRODUCTION'`;
const CONTESTED = `EXISTS (SELECT FROM counting_period_contested frozen WHERE frozen.period_id = $1 AND frozen.revision = $2
  AND frozen.portion_id = e.portion_id)`;

/** Signed texts are composed of these: drawn from the listed entries and what was frozen with the revision alone. */
@Injectable()
export class PeriodIndustryFacts {
  async cells(reader: Reader, { id, revision }: ListedPeriod): Promise<IndustryCell[]> {
    const rows = await reader.query<Told<IndustryCell>>(
      `SELECT s.indicator, e.unit, e.county_code AS county, coalesce(sum(e.amount_fen) FILTER (WHERE e.kind = 'CONFIRMED'), 0)::text AS gross,
         coalesce(-sum(e.amount_fen) FILTER (WHERE e.kind = 'REVERSAL'), 0)::text AS reversals
       ${LISTED} AND NOT ${CONTESTED} GROUP BY 1, 2, 3 ORDER BY s.indicator COLLATE "C", e.county_code COLLATE "C"`,
      [id, revision],
    );
    return rows.map((row) => exactly<IndustryCell>(row, 'gross', 'reversals'));
  }

  /** Booked here and belonging to earlier months, contested, or brought by months that were signed without it. */
  shares(reader: Reader, { id, revision }: ListedPeriod): Promise<IndustryShare[]> {
    return reader.query<IndustryShare>(
      `SELECT 'EARLIER' AS kind, s.indicator, e.unit, to_char(e.original_period, 'YYYY-MM') AS month, count(*)::int AS count, sum(e.amount_fen)::text AS amount
       ${LISTED} AND e.original_period IS NOT NULL AND NOT ${CONTESTED} GROUP BY 2, 3, 4
       UNION ALL
       SELECT 'CONTESTED', s.indicator, e.unit, NULL, count(DISTINCT e.portion_id)::int, sum(e.amount_fen)::text
       ${LISTED} AND ${CONTESTED} GROUP BY 2, 3
       UNION ALL
       SELECT 'CARRIED', told.indicator, told.unit, to_char(p.month, 'YYYY-MM'), count(*)::int, sum(c.fen)::text
         FROM counting_period_carried c JOIN counting_periods p ON p.id = c.from_period_id
         CROSS JOIN LATERAL (SELECT s.indicator, e.unit FROM counting_entries e JOIN counting_schemes s ON s.code = e.scheme
           WHERE e.portion_id = c.portion_id AND e.mode = 'INTRODUCTION' LIMIT 1) told
        WHERE c.period_id = $1 AND c.revision <= $2 GROUP BY 2, 3, 4
       ORDER BY 1, 2, 3, 4`,
      [id, revision],
    );
  }
}

import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';

const KEY = 'scheme, year, side, unit, region_code';

/** What the days kept by county and by eastern region come to, up to each of them and up to now. */
const EXPECTED = `
  WITH days AS (
    SELECT scheme, year, 'WEST' AS side, unit, county_code AS region_code, recorded_on, gross_fen, reversals_fen, provisional_fen
    FROM counting_ledger_days WHERE cut = 'COUNTY'
    UNION ALL SELECT scheme, year, 'EAST', unit, east_region_code, recorded_on, gross_fen, reversals_fen, provisional_fen
    FROM counting_ledger_days WHERE cut = 'RELATION' AND east_region_code IS NOT NULL)
  SELECT ${KEY}, recorded_on, sum(sum(gross_fen)) OVER until, sum(sum(reversals_fen)) OVER until, sum(sum(provisional_fen)) OVER until
  FROM days GROUP BY ${KEY}, recorded_on WINDOW until AS (PARTITION BY ${KEY} ORDER BY recorded_on)
  UNION ALL
  SELECT ${KEY}, NULL, sum(gross_fen), sum(reversals_fen), sum(provisional_fen) FROM days GROUP BY ${KEY}`;

const KEPT = `
  SELECT ${KEY}, day.recorded_on, day.gross_fen AS gross, day.reversals_fen AS reversals, day.provisional_fen AS provisional, 1 AS kept
  FROM counting_region_days day JOIN counting_regions region ON region.id = day.region_id
  UNION ALL SELECT ${KEY}, NULL, gross_fen, reversals_fen, provisional_fen, 1 FROM counting_regions`;

@ReconcileCheck({
  invariant: 'I12',
  sentence:
    'The totals of regions that trees read, of now and of every day before, are the sums of the days kept',
})
export class RegionTotalsAreSumsOfDays implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const [total] = await reader.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM counting_region_days',
    );
    const rows = await reader.query<{ line: string }>(
      `SELECT format('%s %s, region %s (%s), by %s: %s, %s, %s', scheme, year, region_code, side, coalesce(recorded_on::text, 'now'), sum(gross),
         sum(reversals), sum(provisional)) AS line
       FROM (${KEPT} UNION ALL SELECT ${KEY}, recorded_on, -gross, -reversals, -provisional, -1
         FROM (${EXPECTED}) expected (${KEY}, recorded_on, gross, reversals, provisional)) sides
       GROUP BY ${KEY}, recorded_on
       HAVING sum(kept) <> 0 OR sum(gross) <> 0 OR sum(reversals) <> 0 OR sum(provisional) <> 0`,
    );
    return { examined: total?.count ?? 0, breaks: rows.map(({ line }) => line) };
  }
}

import { LOT_RECALLED } from '../../catalog/index';
import { AGREEMENT_ACTIVATED } from '../../pairing/index';
import {
  ReconcileCheck,
  waitingStreams,
  type CheckResult,
  type Checks,
  type Reader,
} from '../../platform/index';
import {
  COUNT_CLAIMS,
  COUNT_INDUSTRY,
  COUNT_JOBS,
  COUNT_ORDER_EVENTS,
  COUNT_PARKS,
  COUNT_WAITING_INDUSTRY,
  COUNT_WAITING_PORTIONS,
  REVERSE_RECALLED_LOTS,
} from '../domain/reaction-names';
import { claimEvents } from '../../claims/index';
import { INDUSTRY_EVENTS, JOBS_EVENTS, PARK_EVENTS } from '../storage/industry/industry-waiting';
import { COUNTED_KINDS } from '../storage/pending-events';
import { GROSS, REVERSALS } from '../storage/progress-figures';
import { totalsAgree } from '../storage/totals-digest';

const RELATION =
  'scheme, mode, unit, year, agreement_id, commitment_id, pairing_id, west_region_code, east_region_code';
const KEY = `${RELATION}, county_code, category_code, period`;
const FIGURES = 'gross_fen, reversals_fen, provisional_fen';
const CUT = `CASE WHEN GROUPING(county_code) = 1 THEN 'RELATION' WHEN GROUPING(category_code) = 1 THEN 'COUNTY' ELSE 'GOODS' END`;

const SUMMED = `${GROSS}::numeric AS gross_fen, ${REVERSALS}::numeric AS reversals_fen,
  coalesce(sum(amount_fen) FILTER (WHERE kind IN ('PROVISIONAL', 'VOID')), 0) AS provisional_fen`;

/** Rows of one source as the ledger cuts them. */
const cut = (source: string, recorded: string, sign: string) => `
  SELECT ${CUT} AS cut, ${KEY}, ${recorded} AS recorded, ${sign}sum(gross_fen) AS gross_fen, ${sign}sum(reversals_fen) AS reversals_fen,
    ${sign}sum(provisional_fen) AS provisional_fen
  FROM ${source} GROUP BY GROUPING SETS ((${RELATION}, period, ${recorded}), (${RELATION}, county_code, ${recorded}),
    (${RELATION}, county_code, category_code, period, ${recorded}))`;

/** What is kept, folded or not, less what the entries come to: everywhere nothing. */
const differences = (table: string, kept: string, recorded: string) => `
  SELECT '${table}' AS name, cut, ${KEY}, recorded, sum(gross_fen) AS gross_fen, sum(reversals_fen) AS reversals_fen,
    sum(provisional_fen) AS provisional_fen
  FROM (SELECT cut, ${KEY}, ${kept} AS recorded, ${FIGURES} FROM ${table} WHERE scheme <> 'ALL'
    UNION ALL ${cut(`(SELECT * FROM counting_deltas WHERE scheme <> 'ALL') deltas`, recorded, '')}
    UNION ALL ${cut('truth', recorded, '-')}) sides
  GROUP BY cut, ${KEY}, recorded HAVING sum(gross_fen) <> 0 OR sum(reversals_fen) <> 0 OR sum(provisional_fen) <> 0`;

const MONTH = `date_trunc('month', recorded_on)::date`;
const TRUTH = `
  SELECT scheme, mode, unit, year, agreement_id, commitment_id, pairing_id, west_region_code, east_region_code,
    county_code, category_code, period, (recorded_at AT TIME ZONE 'Asia/Shanghai')::date AS recorded_on, ${SUMMED}
  FROM counting_entries GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13`;

@ReconcileCheck({
  invariant: 'I12',
  sentence: 'The totals that progress reads, of now and of every day before, are the sums of the entries',
})
export class TotalsAreSumsOfEntries implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const { examined, agree } = await totalsAgree(reader);
    if (agree) return { examined, breaks: [] };
    const rows = await reader.query<{ line: string }>(
      `WITH truth AS MATERIALIZED (${TRUTH})
       SELECT format('%s, %s of agreement %s, recorded %s: %s, %s, %s', name, cut, agreement_id, recorded, gross_fen, reversals_fen, provisional_fen) AS line
       FROM (${differences('counting_ledger_months', 'recorded_month', MONTH)}
         UNION ALL ${differences('counting_ledger_days', 'recorded_on', 'recorded_on')}) d`,
    );
    return { examined, breaks: rows.map(({ line }) => line) };
  }
}

/** A portion's most in any scheme, by the county it comes from and the month of its day. */
const ACROSS = `
  SELECT unit, year, county_code, category_code, period, sum(fen) AS fen FROM (
    SELECT portion_id, unit, year, county_code, category_code, period, max(fen) AS fen FROM (
      SELECT portion_id, scheme, unit, year, county_code, category_code, date_trunc('month', counted_on)::date AS period, sum(amount_fen) AS fen
      FROM counting_entries WHERE kind IN ('CONFIRMED', 'REVERSAL') AND mode <> 'INTRODUCTION' GROUP BY 1, 2, 3, 4, 5, 6, 7) in_scheme
    GROUP BY 1, 2, 3, 4, 5, 6) once GROUP BY 1, 2, 3, 4, 5`;

@ReconcileCheck({
  invariant: 'I5',
  sentence: 'Across schemes every portion counts once, with the most it counts in any of them',
})
export class TotalsAcrossSchemesCountOnce implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const rows = await reader.query<{ line: string }>(
      `WITH kept AS (
         SELECT unit, year, county_code, category_code, period, gross_fen FROM counting_ledger_months WHERE scheme = 'ALL' AND cut = 'GOODS'
         UNION ALL SELECT unit, year, county_code, category_code, period, gross_fen FROM counting_deltas WHERE scheme = 'ALL')
       SELECT format('%s, %s, %s: kept less counted %s', county_code, category_code, period, sum(fen)) AS line FROM (
         SELECT unit, year, county_code, category_code, period, gross_fen AS fen FROM kept
         UNION ALL SELECT unit, year, county_code, category_code, period, -fen FROM (${ACROSS}) counted) sides
       GROUP BY unit, year, county_code, category_code, period HAVING sum(fen) <> 0`,
    );
    const [kept] = await reader.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM counting_ledger_months WHERE scheme = 'ALL' AND cut = 'GOODS'`,
    );
    return { examined: kept?.count ?? 0, breaks: rows.map(({ line }) => line) };
  }
}

/** Progress shows as pending what a job waits for: an event without one would be neither counted nor told. */
@ReconcileCheck({
  invariant: 'I12',
  sentence: 'For every event counting has still to handle a job is waiting',
})
export class UnhandledEventsHaveJobs implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const breaks: string[] = [];
    let examined = 0;
    for (const [reaction, kinds] of [
      [COUNT_ORDER_EVENTS, COUNTED_KINDS],
      [REVERSE_RECALLED_LOTS, [LOT_RECALLED]],
      [COUNT_WAITING_PORTIONS, [AGREEMENT_ACTIVATED]],
      [COUNT_CLAIMS, [claimEvents.confirmed, claimEvents.reversed]],
      [COUNT_INDUSTRY, INDUSTRY_EVENTS],
      [COUNT_JOBS, JOBS_EVENTS],
      [COUNT_PARKS, PARK_EVENTS],
      [COUNT_WAITING_INDUSTRY, [AGREEMENT_ACTIVATED]],
    ] as const) {
      const rows = await reader.query<{ stream: string; waits: boolean }>(
        `SELECT event.stream, streams.stream IS NOT NULL AS waits FROM domain_events event
         LEFT JOIN reaction_cursors done ON done.stream = event.stream AND done.reaction = $1
         LEFT JOIN ${waitingStreams('$1')} ON streams.stream = event.stream
         WHERE event.kind = ANY($2) AND event.sequence > coalesce(done.last_sequence, 0)`,
        [reaction, kinds],
      );
      examined += rows.length;
      breaks.push(...rows.filter(({ waits }) => !waits).map(({ stream }) => `${reaction}: ${stream}`));
    }
    return { examined, breaks };
  }
}

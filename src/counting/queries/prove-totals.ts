import { LOT_RECALLED } from '../../catalog/index';
import { AGREEMENT_ACTIVATED } from '../../pairing/index';
import {
  ReconcileCheck,
  waitingStreams,
  type CheckResult,
  type Checks,
  type Reader,
} from '../../platform/index';
import { COUNT_ORDER_EVENTS, COUNT_WAITING_PORTIONS, REVERSE_RECALLED_LOTS } from '../domain/reaction-names';
import { COUNTED_KINDS } from '../storage/pending-events';
import { GROSS, REVERSALS } from '../storage/progress-figures';

const MONTH = 'scheme, year, agreement_id, pairing_id, west_region_code, east_region_code, period';
const GOODS = `${MONTH}, county_code, category_code`;
const FIGURES = 'gross_fen, reversals_fen, provisional_fen';

/** Keys whose figures stand only on one side: kept and not summed, or summed and not kept. */
const differences = (table: string, key: string) => `
  SELECT '${table}' AS name, ${MONTH}, ${FIGURES} FROM (
    (SELECT ${key}, ${FIGURES} FROM ${table} EXCEPT SELECT ${key}, ${SUMMED} FROM counting_entries GROUP BY ${key})
    UNION ALL
    (SELECT ${key}, ${SUMMED} FROM counting_entries GROUP BY ${key} EXCEPT SELECT ${key}, ${FIGURES} FROM ${table})) differing`;

const SUMMED = `${GROSS}::numeric, ${REVERSALS}::numeric,
  coalesce(sum(amount_fen) FILTER (WHERE kind IN ('PROVISIONAL', 'VOID')), 0)`;

@ReconcileCheck({
  invariant: 'I12',
  sentence: 'The totals that progress reads are the sums of the entries',
})
export class TotalsAreSumsOfEntries implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const [kept] = await reader.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM counting_month_goods',
    );
    const rows = await reader.query<{ line: string }>(
      `SELECT format('%s of agreement %s, %s: %s, %s, %s', name, agreement_id, period, gross_fen, reversals_fen, provisional_fen) AS line
       FROM (${differences('counting_months', MONTH)} UNION ALL ${differences('counting_month_goods', GOODS)}) d`,
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

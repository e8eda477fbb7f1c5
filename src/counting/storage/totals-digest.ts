import type { Reader } from '../../platform/index';
import { MOVED } from './progress-figures';
import { COMPUTED_ONCE, WEIGHTS, areSmall, hashOf, newSeed, weighedSum, type Weighed } from './weights';

const RELATION: Weighed = [
  ['scheme', 'text'],
  ['mode', 'text'],
  ['unit', 'text'],
  ['year', 'integer'],
  ['agreement_id', 'uuid'],
  ['commitment_id', 'uuid'],
  ['pairing_id', 'uuid'],
  ['west_region_code', 'text'],
  ['east_region_code', 'text'],
];
const COUNTY = ['county_code', 'text'] as const;
const CATEGORY = ['category_code', 'text'] as const;
const PERIOD = ['period', 'date'] as const;

/** By what each cut tells amounts apart beside the relation, each with a seed of its own. */
const CUTS = {
  RELATION: (recorded: string) => hashOf('relation', [PERIOD, [recorded, 'date']]),
  COUNTY: (recorded: string) => hashOf('relation + 1', [COUNTY, [recorded, 'date']]),
  GOODS: (recorded: string) => hashOf('relation + 2', [COUNTY, CATEGORY, PERIOD, [recorded, 'date']]),
};
const IN_ITS_CUT = (recorded: string) =>
  `CASE cut WHEN 'RELATION' THEN ${CUTS.RELATION(recorded)} WHEN 'COUNTY' THEN ${CUTS.COUNTY(recorded)} ELSE ${CUTS.GOODS(recorded)} END`;
const IN_EVERY_CUT = Object.entries(CUTS)
  .map(([cut, hash]) => `${hash('recorded_on')} AS in_${cut.toLowerCase()}`)
  .join(', ');

const FIGURES = ['gross_fen', 'reversals_fen', 'provisional_fen'] as const;
const READ = FIGURES.join(', ');
const KEPT = `${READ}, small`;
const WHETHER_SMALL = `${READ}, ${areSmall(FIGURES)} AS small`;

/** SQL: rows with these columns and what is told of them by their relation, which is hashed once for all cuts. */
const hashed = (columns: string, hashes: string, table: string, raw: string, where: string) => `
  (SELECT ${columns}, ${hashes} FROM (
    SELECT ${raw}, county_code, category_code, period, ${hashOf('$1::bigint', RELATION)} AS relation
    FROM ${table} WHERE ${where} ${COMPUTED_ONCE}) related ${COMPUTED_ONCE}) hashed`;

/** SQL: the sum of all figures, each times its own weight. */
const sumBy = (weightOf: (figure: number) => string) =>
  weighedSum(
    FIGURES.map((figure, index) => [figure, weightOf(index)]),
    'small',
  );
const byCut = (hash: string) => (figure: number) => WEIGHTS[figure]?.(hash) ?? '';
const byEveryCut = (figure: number) =>
  `(${Object.keys(CUTS)
    .map((cut) => byCut(`in_${cut.toLowerCase()}`)(figure))
    .join(' + ')})`;

const ONE_SCHEME = `scheme <> 'ALL'`;
/** As in all of our years Shanghai is eight hours ahead, and adding them is far quicker than asking for its clock. */
const RECORDED_ON = `(recorded_at AT TIME ZONE INTERVAL '08:00')::date AS recorded_on`;
const OF_ITS_KIND = `CASE WHEN kind = 'CONFIRMED' OR ${MOVED} THEN ${byEveryCut(0)} WHEN kind = 'REVERSAL' THEN -${byEveryCut(1)} ELSE ${byEveryCut(2)} END`;

/** All entries, all that is kept by day and by month, and what is not folded yet, as one sum each. */
const SUMS = `
  SELECT (days.rows + deltas.rows)::int AS examined, entries.sum = days.sum + deltas.sum AND days.by_month = months.sum AS agree
  FROM (SELECT ${weighedSum([['amount_fen', OF_ITS_KIND]])} AS sum
    FROM ${hashed('kind, reason, amount_fen', IN_EVERY_CUT, 'counting_entries', `kind, reason, amount_fen, ${RECORDED_ON}`, 'true')}) entries,
  (SELECT count(*) AS rows, ${sumBy(byCut('by_day'))} AS sum, ${sumBy(byCut('by_month'))} AS by_month
    FROM ${hashed(KEPT, `${IN_ITS_CUT('recorded_on')} AS by_day, ${IN_ITS_CUT('recorded_month')} AS by_month`, 'counting_ledger_days', `${WHETHER_SMALL}, cut, recorded_on, recorded_month`, ONE_SCHEME)}) days,
  (SELECT ${sumBy(byCut('by_month'))} AS sum
    FROM ${hashed(KEPT, `${IN_ITS_CUT('recorded_month')} AS by_month`, 'counting_ledger_months', `${WHETHER_SMALL}, cut, recorded_month`, ONE_SCHEME)}) months,
  (SELECT count(*) AS rows, ${sumBy(byEveryCut)} AS sum
    FROM ${hashed(KEPT, IN_EVERY_CUT, 'counting_deltas', `${WHETHER_SMALL}, recorded_on`, ONE_SCHEME)}) deltas`;

/** Whether all that is kept comes to what the entries do, by everything it is kept by: every table is read once. */
export async function totalsAgree(reader: Reader): Promise<{ examined: number; agree: boolean }> {
  const [row] = await reader.query<{ examined: number; agree: boolean }>(SUMS, [newSeed()]);
  if (!row) throw new Error('sums are one row');
  return row;
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { KeepCountingTotals1795300001303 } from './1795300001303-keep-counting-totals';

/**
 * Sums of counting entries without a row two writers share: the statement that adds entries only adds rows to
 * `counting_deltas`, and a duty folds those into what was recorded by month and by day. Folded and not yet folded
 * together are the totals, of now and as of any day. The entries stay the truth: `npm run reconcile` compares.
 */
export class KeepCountingTotalsByDay1795300001330 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('LOCK TABLE counting_entries IN SHARE ROW EXCLUSIVE MODE');
    await runner.query('DROP TABLE counting_month_goods, counting_months');
    for (const statement of [DELTAS, ...LEDGERS, ADD_TO_TOTALS, FOLD, ...FILL, ...VIEWS])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('LOCK TABLE counting_entries IN SHARE ROW EXCLUSIVE MODE');
    await runner.query('DROP VIEW counting_month_goods, counting_months');
    await runner.query('DROP FUNCTION fold_counting_totals(integer)');
    await runner.query('DROP INDEX counting_entries_portion');
    await runner.query('DROP TABLE counting_ledger_days, counting_ledger_months, counting_deltas');
    await runner.query('DROP TRIGGER counting_entries_totals ON counting_entries');
    await runner.query('DROP FUNCTION add_to_counting_totals()');
    await new KeepCountingTotals1795300001303().up(runner);
  }
}

/** A sum may outgrow bigint. */
const SUMS = `
  gross_fen numeric(40, 0) NOT NULL,
  reversals_fen numeric(40, 0) NOT NULL,
  provisional_fen numeric(40, 0) NOT NULL`;

/** The rows of the pseudo-scheme ALL name no relation and no mode: see ACROSS_SCHEMES. */
const RELATION = `
  scheme text NOT NULL, mode text, unit text NOT NULL, year integer NOT NULL, agreement_id uuid, commitment_id uuid, pairing_id uuid,
  west_region_code text NOT NULL, east_region_code text`;
const RELATION_KEY =
  'scheme, mode, unit, year, agreement_id, commitment_id, pairing_id, west_region_code, east_region_code';
const KEY = `${RELATION_KEY}, county_code, category_code, period`;

const DELTAS = `
  CREATE TABLE counting_deltas (${RELATION}, county_code text NOT NULL, category_code text NOT NULL, period date NOT NULL,
    recorded_on date NOT NULL, ${SUMS}
  ) WITH (autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_scale_factor = 0);
  CREATE INDEX counting_deltas_regions ON counting_deltas (scheme, year, west_region_code text_pattern_ops);
  CREATE INDEX counting_entries_portion ON counting_entries (portion_id)`;

/**
 * By cut: RELATION has no county and no category, COUNTY no category and no month it is booked in, GOODS has all. The
 * month recorded in stands before the rest, so that a day reads its own month alone.
 */
const ledger = (table: string, recorded: string, last: string) => `
  CREATE TABLE ${table} (cut text NOT NULL CHECK (cut IN ('RELATION', 'COUNTY', 'GOODS')), ${RELATION},
    county_code text, category_code text, period date, ${recorded}, ${SUMS},
    CHECK ((cut = 'RELATION') = (county_code IS NULL)), CHECK ((cut = 'GOODS') = (category_code IS NOT NULL)),
    CHECK ((cut = 'COUNTY') = (period IS NULL))
  ) WITH (fillfactor = 70);
  CREATE UNIQUE INDEX ${table}_once ON ${table} (cut, scheme, year, west_region_code text_pattern_ops, ${last},
    east_region_code text_pattern_ops, agreement_id, pairing_id, commitment_id, county_code, category_code, period, mode, unit)
    NULLS NOT DISTINCT;
  CREATE INDEX ${table}_counties ON ${table} (scheme, year, county_code text_pattern_ops) WHERE cut = 'COUNTY';
  CREATE INDEX ${table}_east ON ${table} (scheme, year, east_region_code text_pattern_ops) WHERE cut = 'RELATION';
  CREATE INDEX ${table}_agreement ON ${table} (agreement_id, cut, recorded_month)`;

const LEDGERS = [
  ledger(
    'counting_ledger_months',
    'recorded_month date NOT NULL CHECK (extract(day FROM recorded_month) = 1)',
    'recorded_month',
  ),
  ledger(
    'counting_ledger_days',
    `recorded_on date NOT NULL, recorded_month date NOT NULL GENERATED ALWAYS AS (recorded_on - extract(day FROM recorded_on)::int + 1) STORED`,
    'recorded_month, recorded_on',
  ),
];

// A corrected attribution moves an amount: it neither buys more nor takes anything back.
const ADDED = `
    coalesce(sum(amount_fen) FILTER (WHERE kind = 'CONFIRMED' OR (kind = 'REVERSAL' AND reason IS NOT DISTINCT FROM 'REATTRIBUTION')), 0) AS gross_fen,
    coalesce(-sum(amount_fen) FILTER (WHERE kind = 'REVERSAL' AND reason IS DISTINCT FROM 'REATTRIBUTION'), 0) AS reversals_fen,
    coalesce(sum(amount_fen) FILTER (WHERE kind IN ('PROVISIONAL', 'VOID')), 0) AS provisional_fen`;
const FIGURES = 'gross_fen, reversals_fen, provisional_fen';

/** The business day an entry was recorded on. */
const RECORDED_ON = `(recorded_at AT TIME ZONE 'Asia/Shanghai')::date`;

/** What entries come to by the key of a delta. */
const summed = (source: string) => `
  SELECT scheme, mode, unit, year, agreement_id, commitment_id, pairing_id, west_region_code, east_region_code,
    county_code, category_code, period, ${RECORDED_ON} AS recorded_on, ${ADDED}
  FROM ${source} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13`;

/**
 * One yuan that counts in several schemes counts once across them: a portion's most in any scheme. What an added entry
 * changes in that is a row of the pseudo-scheme ALL, by the county it comes from, booked in the month of its day.
 */
const ACROSS_SCHEMES = `
  WITH touched AS (
    SELECT portion_id, scheme, unit, max(recorded_at) AS recorded_at,
      coalesce(sum(amount_fen) FILTER (WHERE kind IN ('CONFIRMED', 'REVERSAL')), 0) AS fen
    FROM added GROUP BY 1, 2, 3),
  left_over AS (
    SELECT e.portion_id, e.scheme, e.unit, e.year, e.county_code, e.category_code,
      date_trunc('month', e.counted_on)::date AS period, coalesce(sum(e.amount_fen) FILTER (WHERE e.kind IN ('CONFIRMED', 'REVERSAL')), 0) AS fen
    FROM counting_entries e WHERE e.portion_id IN (SELECT portion_id FROM touched) GROUP BY 1, 2, 3, 4, 5, 6, 7),
  changed AS (
    SELECT portion_id, unit, left_over.year, county_code, category_code, period,
      max(left_over.fen) - max(left_over.fen - coalesce(touched.fen, 0)) AS fen, max(recorded_at) AS recorded_at
    FROM left_over LEFT JOIN touched USING (portion_id, scheme, unit) GROUP BY 1, 2, 3, 4, 5, 6)
  INSERT INTO counting_deltas (scheme, unit, year, west_region_code, county_code, category_code, period, recorded_on, ${FIGURES})
  SELECT 'ALL', unit, year, county_code, county_code, category_code, period, ${RECORDED_ON}, sum(fen), 0, 0
  FROM changed WHERE fen <> 0 GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`;

export const ADD_TO_TOTALS = `
  CREATE OR REPLACE FUNCTION add_to_counting_totals() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO counting_deltas (${KEY}, recorded_on, ${FIGURES}) ${summed('added')};
    ${ACROSS_SCHEMES};
    RETURN NULL;
  END $$`;

const CUTS = `GROUPING SETS ((${RELATION_KEY}, period, recorded), (${RELATION_KEY}, county_code, recorded),
    (${RELATION_KEY}, county_code, category_code, period, recorded))`;
const CUT = `CASE WHEN GROUPING(county_code) = 1 THEN 'RELATION' WHEN GROUPING(category_code) = 1 THEN 'COUNTY' ELSE 'GOODS' END`;

const book = (table: string, column: string, recorded: string, source: string) => `
  INSERT INTO ${table} AS known (cut, ${KEY}, ${column}, ${FIGURES})
  SELECT ${CUT}, ${KEY}, recorded, sum(gross_fen), sum(reversals_fen), sum(provisional_fen)
  FROM (SELECT *, ${recorded} AS recorded FROM ${source}) rows GROUP BY ${CUTS}`;
const ADD = (columns: string) => `
  ON CONFLICT (cut, scheme, year, west_region_code, ${columns}, east_region_code, agreement_id, pairing_id, commitment_id, county_code,
    category_code, period, mode, unit) DO UPDATE SET gross_fen = known.gross_fen + excluded.gross_fen,
    reversals_fen = known.reversals_fen + excluded.reversals_fen, provisional_fen = known.provisional_fen + excluded.provisional_fen`;
const MONTH = `date_trunc('month', recorded_on)::date`;

/** Folds at most so many rows and answers how many; one at a time, so that nobody waits in a circle. */
const FOLD = `
  CREATE FUNCTION fold_counting_totals(at_most integer) RETURNS integer LANGUAGE plpgsql AS $$
  DECLARE folded integer;
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('counting:fold', 0));
    WITH taken AS (
      DELETE FROM counting_deltas WHERE ctid = ANY (ARRAY(SELECT ctid FROM counting_deltas LIMIT at_most)) RETURNING *),
    months AS (${book('counting_ledger_months', 'recorded_month', MONTH, 'taken')} ${ADD('recorded_month')}),
    days AS (${book('counting_ledger_days', 'recorded_on', 'recorded_on', 'taken')} ${ADD('recorded_month, recorded_on')})
    SELECT count(*) INTO folded FROM taken;
    RETURN folded;
  END $$`;

const ALL_SUMMED = `
  SELECT 'ALL', NULL::text, unit, year, NULL::uuid, NULL::uuid, NULL::uuid, county_code, NULL::text, county_code, category_code,
    period, recorded_on, gross_fen - reversals_fen, 0::numeric, 0::numeric FROM summed WHERE gross_fen <> reversals_fen`;

/** Of all entries there are, which until now are of one scheme: what they come to in it, they come to across schemes. */
export const FILL = [
  `CREATE TEMP TABLE filled ON COMMIT DROP AS
   WITH summed AS (${summed('counting_entries')})
   SELECT * FROM summed UNION ALL ${ALL_SUMMED}`,
  book('counting_ledger_months', 'recorded_month', MONTH, 'filled'),
  book('counting_ledger_days', 'recorded_on', 'recorded_on', 'filled'),
  'DROP TABLE filled',
];

/** What the release before read, for as long as one of its processes runs. */
const view = (name: string, cut: string, key: string) => `
  CREATE VIEW ${name} AS
  SELECT ${key}, sum(gross_fen)::numeric(40, 0) AS gross_fen, sum(reversals_fen)::numeric(40, 0) AS reversals_fen,
    sum(provisional_fen)::numeric(40, 0) AS provisional_fen
  FROM (SELECT ${key}, ${FIGURES} FROM counting_ledger_months WHERE cut = '${cut}'
        UNION ALL SELECT ${key}, ${FIGURES} FROM counting_deltas) totals
  WHERE scheme <> 'ALL' GROUP BY ${key}`;
const OLD_KEY = 'scheme, year, agreement_id, pairing_id, west_region_code, east_region_code, period';
const VIEWS = [
  view('counting_months', 'RELATION', OLD_KEY),
  view('counting_month_goods', 'GOODS', `${OLD_KEY}, county_code, category_code`),
];

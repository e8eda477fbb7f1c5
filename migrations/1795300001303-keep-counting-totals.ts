import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Sums of counting entries, kept by the database in the statement that adds the entries, so that progress costs the same
 * after ten million of them. The entries stay the truth: `npm run reconcile` compares.
 */
export class KeepCountingTotals1795300001303 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('LOCK TABLE counting_entries IN SHARE ROW EXCLUSIVE MODE');
    for (const statement of [MONTHS, GOODS, FUNCTION, ...FILL]) await runner.query(statement);
    await runner.query(
      `CREATE TRIGGER counting_entries_totals AFTER INSERT ON counting_entries REFERENCING NEW TABLE AS added
         FOR EACH STATEMENT EXECUTE FUNCTION add_to_counting_totals()`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('DROP TRIGGER counting_entries_totals ON counting_entries');
    await runner.query('DROP FUNCTION add_to_counting_totals()');
    await runner.query('DROP TABLE counting_month_goods, counting_months');
  }
}

/** A sum may outgrow bigint. */
const SUMS = `
  gross_fen numeric(40, 0) NOT NULL,
  reversals_fen numeric(40, 0) NOT NULL,
  provisional_fen numeric(40, 0) NOT NULL`;

/** What a pairing has counted in a month toward an agreement. */
const MONTHS = `
  CREATE TABLE counting_months (
    scheme text NOT NULL, year integer NOT NULL, agreement_id uuid NOT NULL, pairing_id uuid NOT NULL,
    west_region_code text NOT NULL, east_region_code text NOT NULL, period date NOT NULL, ${SUMS},
    PRIMARY KEY (scheme, year, agreement_id, pairing_id, west_region_code, east_region_code, period)
  ) WITH (fillfactor = 50);
  CREATE INDEX counting_months_regions ON counting_months
    (scheme, year, west_region_code text_pattern_ops, east_region_code text_pattern_ops)`;

/** The same by county and category. */
const GOODS = `
  CREATE TABLE counting_month_goods (
    scheme text NOT NULL, year integer NOT NULL, agreement_id uuid NOT NULL, pairing_id uuid NOT NULL,
    west_region_code text NOT NULL, east_region_code text NOT NULL, period date NOT NULL, county_code text NOT NULL,
    category_code text NOT NULL, ${SUMS},
    PRIMARY KEY (scheme, year, agreement_id, pairing_id, west_region_code, east_region_code, period, county_code, category_code)
  ) WITH (fillfactor = 50);
  CREATE INDEX counting_month_goods_regions ON counting_month_goods
    (scheme, year, west_region_code text_pattern_ops, east_region_code text_pattern_ops)`;

const MONTH_KEY = 'scheme, year, agreement_id, pairing_id, west_region_code, east_region_code, period';
const GOODS_KEY = `${MONTH_KEY}, county_code, category_code`;

// A corrected attribution moves an amount: it neither buys more nor takes anything back.
const ADDED = `
    coalesce(sum(amount_fen) FILTER (WHERE kind = 'CONFIRMED' OR (kind = 'REVERSAL' AND reason IS NOT DISTINCT FROM 'REATTRIBUTION')), 0) AS gross_fen,
    coalesce(-sum(amount_fen) FILTER (WHERE kind = 'REVERSAL' AND reason IS DISTINCT FROM 'REATTRIBUTION'), 0) AS reversals_fen,
    coalesce(sum(amount_fen) FILTER (WHERE kind IN ('PROVISIONAL', 'VOID')), 0) AS provisional_fen`;

/** Rows are taken in the order of their keys, so that two writers wait for each other and not in a circle. */
const add = (table: string, key: string, source: string) => `
  INSERT INTO ${table} AS known (${key}, gross_fen, reversals_fen, provisional_fen)
  SELECT ${key}, ${ADDED} FROM ${source} GROUP BY ${key} ORDER BY ${key}
  ON CONFLICT (${key}) DO UPDATE SET gross_fen = known.gross_fen + excluded.gross_fen,
    reversals_fen = known.reversals_fen + excluded.reversals_fen,
    provisional_fen = known.provisional_fen + excluded.provisional_fen`;

const FUNCTION = `
  CREATE FUNCTION add_to_counting_totals() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    ${add('counting_months', MONTH_KEY, 'added')};
    ${add('counting_month_goods', GOODS_KEY, 'added')};
    RETURN NULL;
  END $$`;

/** Of all entries there are. */
export const FILL = [
  add('counting_months', MONTH_KEY, 'counting_entries'),
  add('counting_month_goods', GOODS_KEY, 'counting_entries'),
];

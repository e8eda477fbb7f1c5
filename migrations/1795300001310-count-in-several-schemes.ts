import type { MigrationInterface, QueryRunner } from 'typeorm';
import { KEEP_ENTRIES_TRUE } from './1795300001300-create-counting';

/**
 * 口径体系: schemes are rows, an entry says by which mode it counts, in which unit, and what it stands on: a line of an
 * order, a settled line, or a line of a claim for something bought elsewhere.
 */
export class CountInSeveralSchemes1795300001310 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [SCHEMES, ...SCHEMES_ARE_ROWS, ENTRIES, EXCLUSIONS, REASONS])
      await runner.query(statement);
    await runner.query(COMPARE_MORE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(REPLACE);
    await runner.query('DROP INDEX counting_entries_claim_line');
    for (const table of ['counting_entries', 'counting_exclusions'])
      await runner.query(`
        ALTER TABLE ${table} DROP COLUMN source_kind CASCADE, DROP COLUMN claim_line_id CASCADE, DROP COLUMN helper_id CASCADE,
          DROP COLUMN mode CASCADE, DROP COLUMN unit, ALTER COLUMN order_id SET NOT NULL, ALTER COLUMN order_line_id SET NOT NULL`);
    await runner.query(`
      ALTER TABLE counting_entries
        ADD CONSTRAINT counting_entries_check2 CHECK ((kind IN ('CONFIRMED', 'REVERSAL')) = (settlement_line_id IS NOT NULL)),
        ADD CONSTRAINT counting_entries_check3 CHECK (portion_id = coalesce(settlement_line_id, order_line_id)),
        DROP CONSTRAINT counting_entries_reason_check,
        ADD CONSTRAINT counting_entries_reason_check CHECK (reason IN ('SETTLED', 'CANCELLED', 'REFUND', 'REATTRIBUTION', 'RECALL'))`);
    for (const table of TABLES)
      await runner.query(`
        ALTER TABLE ${table} DROP CONSTRAINT ${table}_scheme_fkey,
          ADD CONSTRAINT ${table}_scheme_check CHECK (scheme IN ('EAST_WEST'))`);
    await runner.query('DROP TABLE counting_schemes');
  }
}

const TABLES = ['counting_rule_versions', 'counting_entries', 'counting_exclusions'];

/** The others are read from the rule data when the application starts. */
const SCHEMES = `
  CREATE TABLE counting_schemes (
    code text PRIMARY KEY CHECK (code ~ '^[A-Z][A-Z_]{2,39}$'),
    position integer NOT NULL UNIQUE,
    name_zh text NOT NULL,
    name_en text NOT NULL);
  INSERT INTO counting_schemes VALUES ('EAST_WEST', 1, '东西部协作', 'East–west collaboration')`;

const SCHEMES_ARE_ROWS = TABLES.map(
  (table) => `
  ALTER TABLE ${table} DROP CONSTRAINT ${table}_scheme_check,
    ADD CONSTRAINT ${table}_scheme_fkey FOREIGN KEY (scheme) REFERENCES counting_schemes`,
);

/** The kind of the source follows from what is named; exactly one of the three is. */
const SOURCE = `
    ADD COLUMN mode text NOT NULL DEFAULT 'PURCHASE' CHECK (mode IN ('PURCHASE', 'HELP_SELL')),
    ADD COLUMN helper_id uuid REFERENCES organizations CHECK ((mode = 'HELP_SELL') = (helper_id IS NOT NULL)),
    ADD COLUMN unit text NOT NULL DEFAULT 'YUAN' CHECK (unit ~ '^[A-Z_]{2,20}$'),
    ADD COLUMN claim_line_id uuid,
    ADD COLUMN source_kind text NOT NULL GENERATED ALWAYS AS (CASE WHEN claim_line_id IS NOT NULL THEN 'CLAIM_LINE'
      WHEN settlement_line_id IS NOT NULL THEN 'SETTLEMENT_LINE' ELSE 'ORDER_LINE' END) STORED,
    ALTER COLUMN order_id DROP NOT NULL,
    ALTER COLUMN order_line_id DROP NOT NULL`;

const named = (table: string) => `
    ADD CONSTRAINT ${table}_source CHECK (CASE source_kind
      WHEN 'CLAIM_LINE' THEN order_id IS NULL AND order_line_id IS NULL AND settlement_line_id IS NULL
      ELSE order_id IS NOT NULL AND order_line_id IS NOT NULL END)`;

const ENTRIES = `
  ALTER TABLE counting_entries ${SOURCE},
    DROP CONSTRAINT counting_entries_check2,
    DROP CONSTRAINT counting_entries_check3;
  ALTER TABLE counting_entries ${named('counting_entries')},
    ADD CONSTRAINT counting_entries_settled CHECK ((kind IN ('CONFIRMED', 'REVERSAL')) = (source_kind <> 'ORDER_LINE')),
    ADD CONSTRAINT counting_entries_portion CHECK (portion_id = coalesce(claim_line_id, settlement_line_id, order_line_id));
  CREATE INDEX counting_entries_claim_line ON counting_entries (claim_line_id) WHERE claim_line_id IS NOT NULL`;

const EXCLUSIONS = `
  ALTER TABLE counting_exclusions ${SOURCE};
  ALTER TABLE counting_exclusions ${named('counting_exclusions')},
    ADD CONSTRAINT counting_exclusions_portion CHECK (portion_id = coalesce(claim_line_id, settlement_line_id, order_line_id))`;

const REASONS = `
  ALTER TABLE counting_entries DROP CONSTRAINT counting_entries_reason_check,
    ADD CONSTRAINT counting_entries_reason_check CHECK (reason IN
      ('SETTLED', 'CANCELLED', 'REFUND', 'REATTRIBUTION', 'RECALL', 'CLAIM_REVERSED', 'DISPUTE', 'RESTATEMENT'))`;

const REPLACE = KEEP_ENTRIES_TRUE.replace('CREATE FUNCTION', 'CREATE OR REPLACE FUNCTION');

const also = (row: string) =>
  ['agreement_id', 'mode', 'helper_id', 'unit', 'claim_line_id', 'order_line_id'].map(
    (column) => `${row}.${column}`,
  );

/** I5, I7, I8, I11: what takes back stands on all its original stands on. */
const COMPARE_MORE = ['NEW', 'original'].reduce(
  (sql, row) => sql.replace(`${row}.unit_id)`, `${[`${row}.unit_id`, ...also(row)].join(', ')})`),
  REPLACE,
);

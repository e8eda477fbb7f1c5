import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ADD_TO_TOTALS } from './1795300001330-keep-counting-totals-by-day';
import { DIGESTS } from './1795300001358-digest-what-entries-say';

/**
 * 产业协作: what parks bring counts by the same entries as goods do, each indicator in a scheme of its own, so that no sum
 * of one ever meets another. An entry stands on a capital record, a project, a park or a record of a running year.
 */
export class CountIndustry1795300001361 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [
      SCHEMES,
      SOURCES,
      CONSTRAINTS,
      'DROP INDEX counting_entries_by_leaf',
      BY_LEAF('order_id IS NOT NULL'),
      INDEXES,
    ])
      await runner.query(statement);
    await runner.query(GOODS_ONCE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(ADD_TO_TOTALS);
    for (const statement of [WITHOUT, DIGESTS, BY_LEAF('claim_line_id IS NULL')])
      await runner.query(statement);
  }
}

const SCHEMES = `ALTER TABLE counting_schemes ADD COLUMN indicator text NOT NULL DEFAULT 'CON-1' CHECK (indicator ~ '^[A-Z]{3}-[0-9]{1,2}P?$')`;

const OF_GOODS = `CASE WHEN claim_line_id IS NOT NULL THEN 'CLAIM_LINE'
      WHEN settlement_line_id IS NOT NULL THEN 'SETTLEMENT_LINE'`;

const SOURCES = `
  ALTER TABLE counting_entries
    ADD COLUMN project_id uuid REFERENCES park_projects,
    ADD COLUMN park_id uuid REFERENCES parks,
    ADD COLUMN capital_record_id uuid REFERENCES capital_records,
    ADD COLUMN operating_record_id uuid,
    ALTER COLUMN unit_id DROP NOT NULL, ALTER COLUMN buyer_id DROP NOT NULL, ALTER COLUMN supplier_id DROP NOT NULL,
    DROP COLUMN source_kind CASCADE;
  ALTER TABLE counting_entries ADD COLUMN source_kind text NOT NULL GENERATED ALWAYS AS (${OF_GOODS}
      WHEN capital_record_id IS NOT NULL THEN 'CAPITAL_RECORD' WHEN operating_record_id IS NOT NULL THEN 'OPERATING_RECORD'
      WHEN project_id IS NOT NULL THEN 'PROJECT' WHEN park_id IS NOT NULL THEN 'PARK' ELSE 'ORDER_LINE' END) STORED`;

const INDUSTRIAL = `mode = 'INTRODUCTION'`;
const REASONS = `'SETTLED', 'CANCELLED', 'REFUND', 'REATTRIBUTION', 'RECALL', 'CLAIM_REVERSED', 'DISPUTE', 'RESTATEMENT', 'INVOICE'`;

/** Money taken out of a project takes back without an original: no single payment in is what went out. */
const CONSTRAINTS = `
  ALTER TABLE counting_entries
    DROP CONSTRAINT counting_entries_mode_check, DROP CONSTRAINT counting_entries_check, DROP CONSTRAINT counting_entries_check5,
    DROP CONSTRAINT counting_entries_reason_check, DROP CONSTRAINT counting_entries_portion,
    ADD CONSTRAINT counting_entries_mode_check CHECK (mode IN ('PURCHASE', 'HELP_SELL', 'INTRODUCTION')),
    ADD CONSTRAINT counting_entries_original CHECK ((kind IN ('VOID', 'REVERSAL')) = (original_id IS NOT NULL OR (reason IS NOT DISTINCT FROM 'WITHDRAWN'))),
    ADD CONSTRAINT counting_entries_why CHECK (reason IS NULL OR original_id IS NOT NULL OR reason = 'WITHDRAWN' AND capital_record_id IS NOT NULL),
    ADD CONSTRAINT counting_entries_reason_check CHECK (reason IN (${REASONS}, 'WITHDRAWN', 'CORRECTED', 'STOPPED', 'COUNTED_BEFORE', 'CLOSED', 'REPLACED')),
    ADD CONSTRAINT counting_entries_source CHECK (CASE source_kind
      WHEN 'CLAIM_LINE' THEN order_id IS NULL AND order_line_id IS NULL AND settlement_line_id IS NULL
      WHEN 'ORDER_LINE' THEN order_id IS NOT NULL AND order_line_id IS NOT NULL
      WHEN 'SETTLEMENT_LINE' THEN order_id IS NOT NULL AND order_line_id IS NOT NULL
      ELSE order_id IS NULL AND order_line_id IS NULL END),
    ADD CONSTRAINT counting_entries_settled CHECK ((kind IN ('CONFIRMED', 'REVERSAL')) = (source_kind <> 'ORDER_LINE')),
    ADD CONSTRAINT counting_entries_portion CHECK (portion_id = coalesce(claim_line_id, settlement_line_id, order_line_id,
      capital_record_id, operating_record_id, project_id, park_id)),
    ADD CONSTRAINT counting_entries_industrial CHECK ((${INDUSTRIAL}) = (num_nonnulls(project_id, park_id) > 0)
      AND (${INDUSTRIAL}) = (num_nonnulls(claim_line_id, order_id) = 0) AND num_nonnulls(unit_id, buyer_id, supplier_id) = CASE WHEN ${INDUSTRIAL} THEN 0 ELSE 3 END)`;

/** What a recount of orders reads, without anything else that counts. */
const BY_LEAF = (which: string) => `
  CREATE INDEX counting_entries_by_leaf ON counting_entries (leaf_digest) INCLUDE (portion_id, said_digest, amount_fen) WHERE ${which}`;

const INDEXES = `
  CREATE INDEX counting_entries_project ON counting_entries (project_id) WHERE project_id IS NOT NULL;
  CREATE INDEX counting_entries_park ON counting_entries (park_id) WHERE park_id IS NOT NULL`;

/** Across schemes a yuan of goods counts once; what parks bring is in one scheme each and in no sum of several. */
const GOODS_ONCE = ADD_TO_TOTALS.replace(
  'FROM added GROUP BY 1, 2, 3)',
  `FROM added WHERE NOT (${INDUSTRIAL}) GROUP BY 1, 2, 3)`,
);

const WITHOUT = `
  ALTER TABLE counting_entries
    DROP CONSTRAINT counting_entries_original, DROP CONSTRAINT counting_entries_why, DROP CONSTRAINT counting_entries_industrial,
    DROP CONSTRAINT counting_entries_mode_check, DROP CONSTRAINT counting_entries_reason_check, DROP COLUMN source_kind CASCADE,
    DROP COLUMN leaf_digest, DROP COLUMN said_digest;
  ALTER TABLE counting_entries
    DROP COLUMN project_id CASCADE, DROP COLUMN park_id CASCADE, DROP COLUMN capital_record_id CASCADE, DROP COLUMN operating_record_id CASCADE,
    ADD COLUMN source_kind text NOT NULL GENERATED ALWAYS AS (${OF_GOODS} ELSE 'ORDER_LINE' END) STORED,
    ALTER COLUMN unit_id SET NOT NULL, ALTER COLUMN buyer_id SET NOT NULL, ALTER COLUMN supplier_id SET NOT NULL,
    ADD CONSTRAINT counting_entries_mode_check CHECK (mode IN ('PURCHASE', 'HELP_SELL')),
    ADD CONSTRAINT counting_entries_check CHECK ((kind IN ('VOID', 'REVERSAL')) = (original_id IS NOT NULL)),
    ADD CONSTRAINT counting_entries_check5 CHECK (reason IS NULL OR original_id IS NOT NULL),
    ADD CONSTRAINT counting_entries_reason_check CHECK (reason IN (${REASONS}));
  ALTER TABLE counting_entries
    ADD CONSTRAINT counting_entries_source CHECK (CASE source_kind
      WHEN 'CLAIM_LINE' THEN order_id IS NULL AND order_line_id IS NULL AND settlement_line_id IS NULL
      ELSE order_id IS NOT NULL AND order_line_id IS NOT NULL END),
    ADD CONSTRAINT counting_entries_settled CHECK ((kind IN ('CONFIRMED', 'REVERSAL')) = (source_kind <> 'ORDER_LINE')),
    ADD CONSTRAINT counting_entries_portion CHECK (portion_id = coalesce(claim_line_id, settlement_line_id, order_line_id));
  ALTER TABLE counting_schemes DROP COLUMN indicator`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ImportClaims1795300001281 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [IMPORTS, EVIDENCE, ROWS, CLAIMS]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE claims DROP COLUMN import_id');
    await runner.query('DROP INDEX claim_lines_goods');
    for (const table of ['claim_import_rows', 'claim_import_evidence', 'claim_imports'])
      await runner.query(`DROP TABLE ${table}`);
  }
}

const IMPORTS = `
  CREATE TABLE claim_imports (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0),
    buyer_id uuid NOT NULL REFERENCES organizations, file_id uuid NOT NULL REFERENCES files,
    state text NOT NULL CHECK (state IN ('READING', 'CHECKED', 'REFUSED', 'CONFIRMED', 'DISCARDED')),
    places jsonb NOT NULL, refusal text,
    rows_read integer NOT NULL CHECK (rows_read >= 0),
    rows_good integer NOT NULL CHECK (rows_good BETWEEN 0 AND rows_read), good_fen bigint NOT NULL CHECK (good_fen >= 0),
    staged_by uuid NOT NULL REFERENCES members, staged_at timestamptz NOT NULL,
    decided_by uuid REFERENCES members, decided_at timestamptz,
    CHECK ((state = 'REFUSED') = (refusal IS NOT NULL)),
    CHECK ((decided_at IS NOT NULL) = (state IN ('CONFIRMED', 'DISCARDED'))));
  CREATE INDEX claim_imports_by_buyer ON claim_imports (buyer_id, staged_at DESC, id DESC)`;

const EVIDENCE = `
  CREATE TABLE claim_import_evidence (
    import_id uuid NOT NULL REFERENCES claim_imports, code text NOT NULL CHECK (code ~ '^[0-9A-Z_-]{1,20}$'),
    kind text NOT NULL CHECK (kind IN ('CONTRACT', 'INVOICE', 'PAYMENT', 'LOGISTICS', 'ACCEPTANCE')),
    file_id uuid NOT NULL REFERENCES files,
    PRIMARY KEY (import_id, code))`;

/** What a row says and what was found of it; an error is a cell and a code. Gone when the import is over for a while. */
const ROWS = `
  CREATE TABLE claim_import_rows (
    import_id uuid NOT NULL REFERENCES claim_imports, row_no integer NOT NULL CHECK (row_no > 0),
    unit_said text, supplier_said text, certificate_no text, invoice_no text, invoice_fen bigint, purchased_on date,
    quantity_base bigint, quantity_unit text, goods_fen bigint, evidence text[] NOT NULL,
    unit_id uuid, supplier_id uuid, lot_id uuid,
    claim_id uuid NOT NULL DEFAULT gen_random_uuid(), line_id uuid NOT NULL DEFAULT gen_random_uuid(),
    errors text[] NOT NULL,
    PRIMARY KEY (import_id, row_no))`;

const CLAIMS = `
  ALTER TABLE claims ADD COLUMN import_id uuid REFERENCES claim_imports;
  CREATE INDEX claims_by_import ON claims (import_id) WHERE import_id IS NOT NULL;
  CREATE INDEX claim_lines_goods ON claim_lines (product_id, goods_fen) WHERE live`;

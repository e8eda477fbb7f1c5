import type { MigrationInterface, QueryRunner } from 'typeorm';

const FILINGS = `
  CREATE TABLE reserve_filings (
    id uuid PRIMARY KEY,
    unit_id uuid NOT NULL REFERENCES organizations,
    year integer NOT NULL CHECK (year BETWEEN 2021 AND 2199),
    canteen text NOT NULL CHECK (canteen IN ('OWN', 'NONE', 'OUTSOURCED', 'SHARED')),
    canteen_fen bigint NOT NULL CHECK (canteen_fen >= 0),
    representative_unit_id uuid REFERENCES organizations CHECK (representative_unit_id <> unit_id),
    contractor_id uuid REFERENCES organizations CHECK (contractor_id <> unit_id),
    rate_bp integer NOT NULL CHECK (rate_bp BETWEEN 0 AND 10000),
    required_fen bigint NOT NULL CHECK (required_fen >= 0 AND required_fen <= canteen_fen),
    supervising_id uuid NOT NULL REFERENCES organizations CHECK (supervising_id <> unit_id),
    state text NOT NULL CHECK (state IN ('FILED', 'CONFIRMED', 'RETURNED', 'AMENDED')),
    content text NOT NULL,
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    filed_by uuid NOT NULL REFERENCES members,
    filed_at timestamptz NOT NULL,
    decided_by uuid REFERENCES members CHECK (decided_by <> filed_by),
    decided_at timestamptz,
    return_reason text,
    agreement_id uuid REFERENCES annual_agreements,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT reserve_filings_canteen CHECK (CASE canteen
      WHEN 'OWN' THEN num_nonnulls(representative_unit_id, contractor_id) = 0
      WHEN 'OUTSOURCED' THEN representative_unit_id IS NULL AND contractor_id IS NOT NULL
      WHEN 'SHARED' THEN representative_unit_id IS NOT NULL AND contractor_id IS NULL AND canteen_fen = 0
      ELSE num_nonnulls(representative_unit_id, contractor_id) = 0 AND canteen_fen = 0 END),
    CONSTRAINT reserve_filings_decided CHECK ((state = 'FILED') = (decided_by IS NULL)
      AND (decided_by IS NULL) = (decided_at IS NULL) AND (state = 'RETURNED') = (return_reason IS NOT NULL)
      AND (state IN ('CONFIRMED', 'AMENDED')) = (agreement_id IS NOT NULL)))`;

/** 预留份额填报: what a budget unit reserves for a year, and who else may buy for it. */
export class FileReserves1795300000450 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(FILINGS);
    for (const state of ['FILED', 'CONFIRMED'])
      await runner.query(
        `CREATE UNIQUE INDEX reserve_filings_one_${state.toLowerCase()} ON reserve_filings (unit_id, year) WHERE state = '${state}'`,
      );
    await runner.query(
      'CREATE INDEX reserve_filings_supervising ON reserve_filings (supervising_id, filed_at)',
    );
    await runner.query('CREATE INDEX reserve_filings_unit ON reserve_filings (unit_id, filed_at)');
    await runner.query(`
      CREATE TABLE reserve_filing_unions (
        filing_id uuid NOT NULL REFERENCES reserve_filings,
        unit_id uuid NOT NULL REFERENCES organizations,
        PRIMARY KEY (filing_id, unit_id))`);
    await runner.query(
      'CREATE TRIGGER reserve_filing_unions_append_only BEFORE UPDATE OR DELETE ON reserve_filing_unions FOR EACH ROW EXECUTE FUNCTION refuse_change()',
    );
    await runner.query(`
      CREATE TABLE purchasing_mandates (
        id uuid PRIMARY KEY,
        contractor_id uuid NOT NULL REFERENCES organizations,
        unit_id uuid NOT NULL REFERENCES organizations,
        valid_from date NOT NULL,
        valid_to date,
        granted_by uuid NOT NULL REFERENCES members,
        granted_at timestamptz NOT NULL,
        version integer NOT NULL DEFAULT 1,
        CHECK (contractor_id <> unit_id),
        CHECK (valid_to IS NULL OR valid_to >= valid_from),
        CONSTRAINT purchasing_mandates_dates_apart EXCLUDE USING gist
          (contractor_id WITH =, unit_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&))`);
    await runner.query('CREATE INDEX purchasing_mandates_unit ON purchasing_mandates (unit_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const table of ['purchasing_mandates', 'reserve_filing_unions', 'reserve_filings'])
      await runner.query(`DROP TABLE ${table}`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePayouts1795300000950 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await createShares(runner);
    await createStatements(runner);
    await createLines(runner);
    for (const table of APPEND_ONLY) {
      await runner.query(
        `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
      );
    }
    for (const table of [...APPEND_ONLY, 'payout_lines'])
      await runner.query(
        `CREATE TRIGGER ${table}_keep BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['payout_set_offs', 'payout_lines', 'payout_statements', 'payout_files'])
      await runner.query(`DROP TABLE ${table}`);
    for (const table of ['member_shares', 'member_share_lists']) await runner.query(`DROP TABLE ${table}`);
    await runner.query('DROP FUNCTION payout_lines_keep()');
    await runner.query('DROP SEQUENCE payout_numbers');
  }
}

const APPEND_ONLY = ['member_share_lists', 'member_shares', 'payout_files', 'payout_set_offs'];

/** Members by the number in the cooperative's own register: no name, no account. They are paid by the cooperative. */
async function createShares(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE member_share_lists (
      id uuid PRIMARY KEY,
      supplier_id uuid NOT NULL REFERENCES organizations,
      valid_from date NOT NULL,
      set_by uuid NOT NULL REFERENCES members, set_at timestamptz NOT NULL)`);
  await runner.query(
    'CREATE INDEX member_share_lists_newest ON member_share_lists (supplier_id, valid_from, set_at)',
  );
  await runner.query(`
    CREATE TABLE member_shares (
      list_id uuid NOT NULL REFERENCES member_share_lists,
      member_number text NOT NULL CHECK (member_number ~ '^[0-9A-Z-]{1,20}$'),
      share_ppm integer NOT NULL CHECK (share_ppm BETWEEN 1 AND 1000000),
      PRIMARY KEY (list_id, member_number))`);
}

async function createStatements(runner: QueryRunner): Promise<void> {
  await runner.query('CREATE SEQUENCE payout_numbers');
  await runner.query(`
    CREATE TABLE payout_files (
      id uuid PRIMARY KEY,
      fen bigint NOT NULL CHECK (fen > 0), row_count integer NOT NULL CHECK (row_count > 0),
      made_by uuid NOT NULL REFERENCES members, made_at timestamptz NOT NULL)`);
  await runner.query(`
    CREATE TABLE payout_statements (
      id uuid PRIMARY KEY,
      number text NOT NULL UNIQUE,
      supplier_id uuid NOT NULL REFERENCES organizations,
      period_from date NOT NULL, period_to date NOT NULL,
      state text NOT NULL CHECK (state IN ('OPEN', 'CALCULATED', 'APPROVED', 'PAID_OUT', 'RECONCILED')),
      calculation integer NOT NULL DEFAULT 0 CHECK (calculation >= 0),
      lines_fen bigint NOT NULL DEFAULT 0,
      carried_fen bigint NOT NULL DEFAULT 0 CHECK (carried_fen >= 0),
      set_off_fen bigint NOT NULL DEFAULT 0 CHECK (set_off_fen >= 0),
      pay_fen bigint NOT NULL DEFAULT 0 CHECK (pay_fen >= 0),
      debt_after_fen bigint NOT NULL DEFAULT 0 CHECK (debt_after_fen >= 0),
      content_hash text,
      share_list_id uuid REFERENCES member_share_lists,
      calculated_by uuid REFERENCES members, calculated_at timestamptz,
      approved_by uuid REFERENCES members, approved_at timestamptz,
      ledger_transfer_id uuid UNIQUE REFERENCES ledger_transfers,
      bank_account_id uuid REFERENCES bank_accounts,
      file_id uuid REFERENCES payout_files,
      bank_reference text UNIQUE, paid_at timestamptz, confirmed_by uuid REFERENCES members,
      return_note text,
      opened_at timestamptz NOT NULL,
      version integer NOT NULL CHECK (version > 0),
      UNIQUE (supplier_id, period_from),
      CHECK (period_to >= period_from),
      CONSTRAINT payout_statements_add_up CHECK (lines_fen - carried_fen = pay_fen - debt_after_fen),
      CONSTRAINT payout_statements_frozen CHECK ((state = 'OPEN') = (content_hash IS NULL)
        AND (content_hash IS NULL) = (calculated_by IS NULL) AND (calculated_by IS NULL) = (calculated_at IS NULL)),
      CONSTRAINT payout_statements_four_eyes CHECK (approved_by <> calculated_by),
      CONSTRAINT payout_statements_approved CHECK ((state IN ('OPEN', 'CALCULATED')) = (approved_by IS NULL)
        AND (approved_by IS NULL) = (approved_at IS NULL)),
      CONSTRAINT payout_statements_promised CHECK (state NOT IN ('APPROVED', 'PAID_OUT') OR ledger_transfer_id IS NOT NULL),
      CONSTRAINT payout_statements_instructed CHECK (state <> 'PAID_OUT' OR file_id IS NOT NULL AND bank_account_id IS NOT NULL),
      CONSTRAINT payout_statements_reconciled CHECK ((state = 'RECONCILED' AND pay_fen > 0) = (bank_reference IS NOT NULL)
        AND (bank_reference IS NULL) = (paid_at IS NULL) AND (paid_at IS NULL) = (confirmed_by IS NULL)))`);
  await runner.query('CREATE INDEX payout_statements_newest ON payout_statements (opened_at, id)');
  await runner.query('CREATE INDEX payout_statements_file ON payout_statements (file_id)');
  // What is frozen in one must be known before the next is calculated: one after the other.
  await runner.query(`
    CREATE UNIQUE INDEX payout_statements_one_in_preparation ON payout_statements (supplier_id)
      WHERE state IN ('OPEN', 'CALCULATED')`);
}

/** A line is one entry of the ledger; it stands in one statement, until a new calculation takes its place. */
async function createLines(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE payout_lines (
      statement_id uuid NOT NULL REFERENCES payout_statements,
      calculation integer NOT NULL CHECK (calculation > 0),
      transfer_id uuid NOT NULL, account_id bigint NOT NULL,
      kind text NOT NULL CHECK (kind IN ('SALE', 'REFUND', 'FEE', 'CLAWBACK', 'DISPUTE')),
      order_id uuid NOT NULL, event_at timestamptz NOT NULL,
      fen bigint NOT NULL CHECK (fen <> 0),
      live boolean NOT NULL DEFAULT true,
      PRIMARY KEY (statement_id, calculation, transfer_id, account_id),
      FOREIGN KEY (transfer_id, account_id) REFERENCES ledger_entries)`);
  await runner.query(
    'CREATE UNIQUE INDEX payout_lines_in_one_statement ON payout_lines (transfer_id, account_id) WHERE live',
  );
  await runner.query(`
    CREATE FUNCTION payout_lines_keep() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'UPDATE' AND OLD.live AND NOT NEW.live
         AND to_jsonb(NEW) - 'live' = to_jsonb(OLD) - 'live' THEN
        RETURN NEW;
      END IF;
      RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END $$`);
  await runner.query(`
    CREATE TRIGGER payout_lines_append_only BEFORE UPDATE OR DELETE ON payout_lines
    FOR EACH ROW EXECUTE FUNCTION payout_lines_keep()`);
  await runner.query(`
    CREATE TABLE payout_set_offs (
      statement_id uuid NOT NULL REFERENCES payout_statements,
      calculation integer NOT NULL CHECK (calculation > 0),
      order_id uuid NOT NULL,
      fen bigint NOT NULL CHECK (fen > 0),
      PRIMARY KEY (statement_id, calculation, order_id))`);
}

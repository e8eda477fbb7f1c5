import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateBankStatements1795300000720 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [STATEMENTS, ROWS, LINES, USES, KEEP]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['bank_line_uses', 'bank_lines', 'bank_statement_rows', 'bank_statements'])
      await runner.query(`DROP TABLE ${table}`);
    await runner.query('ALTER TABLE bank_receipts DROP COLUMN typed');
  }
}

const STATEMENTS = `
  CREATE TABLE bank_statements (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0),
    account_number text NOT NULL, layout text NOT NULL,
    first_on date NOT NULL, last_on date NOT NULL CHECK (last_on >= first_on),
    opening_fen bigint NOT NULL CHECK (opening_fen >= 0), closing_fen bigint NOT NULL CHECK (closing_fen >= 0),
    file_id uuid, sha256 text NOT NULL,
    state text NOT NULL CHECK (state IN ('READING', 'CHECKED', 'REFUSED', 'BOOKED', 'DISCARDED')),
    places jsonb NOT NULL, refusal text,
    rows_found integer CHECK (rows_read <= rows_found), rows_read integer NOT NULL CHECK (rows_read >= 0),
    lines_new integer NOT NULL CHECK (lines_new BETWEEN 0 AND rows_read),
    new_credit_fen bigint NOT NULL CHECK (new_credit_fen >= 0), new_debit_fen bigint NOT NULL CHECK (new_debit_fen >= 0),
    staged_by uuid NOT NULL REFERENCES members, staged_at timestamptz NOT NULL,
    decided_by uuid REFERENCES members, decided_at timestamptz,
    CHECK ((state = 'REFUSED') = (refusal IS NOT NULL)),
    CHECK ((decided_at IS NOT NULL) = (state IN ('BOOKED', 'DISCARDED'))),
    CHECK (state <> 'BOOKED' OR decided_by IS NOT NULL),
    CONSTRAINT bank_statements_without_lines CHECK (state <> 'BOOKED' OR rows_read > 0 OR opening_fen = closing_fen));
  CREATE INDEX bank_statements_newest ON bank_statements (staged_at, id);
  CREATE INDEX bank_statements_days ON bank_statements (account_number, first_on) WHERE state = 'BOOKED'`;

/** What a line says while it waits to be booked; an error is a cell and a code. Gone when the statement is over. */
const ROWS = `
  CREATE TABLE bank_statement_rows (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    statement_id uuid NOT NULL REFERENCES bank_statements, row_no integer NOT NULL CHECK (row_no > 0),
    day date, booked_at timestamptz, direction text, fen bigint, balance_fen bigint, serial text,
    counterparty_name_encrypted text, counterparty_account_encrypted text, counterparty_account_last_four text,
    counterparty_account_hash text, memo_encrypted text,
    day_position integer, known boolean NOT NULL DEFAULT false, errors text[] NOT NULL,
    UNIQUE (statement_id, row_no))`;

/** A line's place in its day is what it is known by: two equal transfers of a day stand in two places. */
const LINES = `
  CREATE TABLE bank_lines (
    id uuid PRIMARY KEY, statement_id uuid NOT NULL REFERENCES bank_statements,
    account_number text NOT NULL, day date NOT NULL, day_position integer NOT NULL CHECK (day_position > 0),
    booked_at timestamptz NOT NULL, direction text NOT NULL CHECK (direction IN ('CREDIT', 'DEBIT')),
    fen bigint NOT NULL CHECK (fen > 0), balance_fen bigint NOT NULL CHECK (balance_fen >= 0), serial text,
    counterparty_name_encrypted text, counterparty_account_encrypted text,
    counterparty_account_last_four text CHECK (length(counterparty_account_last_four) <= 4),
    counterparty_account_hash text, memo_encrypted text,
    UNIQUE (account_number, day, day_position), UNIQUE (account_number, day, serial));
  CREATE INDEX bank_lines_statement ON bank_lines (statement_id, day, day_position)`;

/** What a line turned out to be; a line without is open. */
const USES = `
  CREATE TABLE bank_line_uses (
    line_id uuid PRIMARY KEY REFERENCES bank_lines,
    receipt_id uuid UNIQUE REFERENCES bank_receipts, refund_payment_id uuid UNIQUE REFERENCES refund_payments,
    reason text NOT NULL CHECK (reason IN ('TAKEN', 'RECORDED_BEFORE')), used_at timestamptz NOT NULL,
    CONSTRAINT bank_line_uses_one CHECK (num_nonnulls(receipt_id, refund_payment_id) = 1));
  ALTER TABLE bank_receipts ADD COLUMN typed boolean NOT NULL DEFAULT true`;

const keep = (table: string, refusing: string) => `
  CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION ${refusing}();
  CREATE TRIGGER ${table}_keep BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`;
const KEEP = `${keep('bank_lines', 'refuse_change_but_keys')};${keep('bank_line_uses', 'refuse_change')}`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateLedger1795300000600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await createTables(runner);
    await createBalances(runner);
    await requireBalance(runner);
    for (const table of APPEND_ONLY) {
      await runner.query(
        `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
      );
      await runner.query(
        `CREATE TRIGGER ${table}_keep BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['ledger_balances', 'ledger_entries', 'ledger_transfers', 'ledger_accounts'])
      await runner.query(`DROP TABLE ${table}`);
    for (const name of ['ledger_require_balance', 'ledger_move_balance', 'ledger_open_balance'])
      await runner.query(`DROP FUNCTION ${name}()`);
  }
}

const APPEND_ONLY = ['ledger_accounts', 'ledger_transfers', 'ledger_entries'];

async function createTables(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE ledger_accounts (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      owner text NOT NULL CHECK (owner <> ''),
      purpose text NOT NULL CHECK (purpose IN
        ('BANK', 'SUSPENSE', 'HELD', 'PAYABLE', 'PAID_OUT', 'REFUND_DUE', 'OWED_BACK', 'FEES')),
      currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
      subject_id uuid,
      CONSTRAINT ledger_accounts_one UNIQUE NULLS NOT DISTINCT (owner, purpose, currency, subject_id))`);
  await runner.query('CREATE INDEX ledger_accounts_subject ON ledger_accounts (subject_id, purpose)');
  await runner.query(`
    CREATE TABLE ledger_transfers (
      id uuid PRIMARY KEY,
      key text NOT NULL UNIQUE,
      content_hash text NOT NULL,
      kind text NOT NULL CHECK (kind <> ''),
      subject_kind text NOT NULL, subject_id uuid NOT NULL,
      reversal_of uuid REFERENCES ledger_transfers,
      event_at timestamptz NOT NULL,
      recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      xid xid8 NOT NULL DEFAULT pg_current_xact_id())`);
  await runner.query('CREATE INDEX ledger_transfers_subject ON ledger_transfers (subject_kind, subject_id)');
  await runner.query('CREATE INDEX ledger_transfers_reversals ON ledger_transfers (reversal_of)');
  await runner.query(`
    CREATE TABLE ledger_entries (
      transfer_id uuid NOT NULL REFERENCES ledger_transfers,
      account_id bigint NOT NULL REFERENCES ledger_accounts,
      fen bigint NOT NULL CHECK (fen <> 0),
      PRIMARY KEY (transfer_id, account_id))`);
  await runner.query('CREATE INDEX ledger_entries_account ON ledger_entries (account_id) INCLUDE (fen)');
}

/**
 * Accounts that may not fall below zero have a cached balance whose CHECK stops them; triggers keep it, so that no
 * path around the application does. BANK has none: it would be the one row every receipt waits for.
 */
async function createBalances(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE ledger_balances (
      account_id bigint PRIMARY KEY REFERENCES ledger_accounts,
      debit_side boolean NOT NULL,
      natural_fen bigint NOT NULL DEFAULT 0,
      CONSTRAINT ledger_balances_not_below_zero CHECK (natural_fen >= 0)) WITH (fillfactor = 50)`);
  await runner.query(`
    CREATE FUNCTION ledger_open_balance() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.purpose IN ('SUSPENSE', 'HELD', 'PAYABLE', 'REFUND_DUE', 'OWED_BACK') THEN
        INSERT INTO ledger_balances (account_id, debit_side) VALUES (NEW.id, NEW.purpose = 'OWED_BACK');
      END IF;
      RETURN NULL;
    END $$`);
  await runner.query(`
    CREATE TRIGGER ledger_accounts_open_balance AFTER INSERT ON ledger_accounts
    FOR EACH ROW EXECUTE FUNCTION ledger_open_balance()`);
  await runner.query(`
    CREATE FUNCTION ledger_move_balance() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      UPDATE ledger_balances
         SET natural_fen = natural_fen + CASE WHEN debit_side THEN NEW.fen ELSE -NEW.fen END
       WHERE account_id = NEW.account_id;
      RETURN NULL;
    END $$`);
  await runner.query(`
    CREATE TRIGGER ledger_entries_move_balance AFTER INSERT ON ledger_entries
    FOR EACH ROW EXECUTE FUNCTION ledger_move_balance()`);
}

/** At commit every transfer has entries, all written in its own transaction, that sum to zero in each currency. */
async function requireBalance(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE FUNCTION ledger_require_balance() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      transfer uuid := CASE WHEN TG_TABLE_NAME = 'ledger_entries' THEN (to_jsonb(NEW) ->> 'transfer_id')::uuid
                            ELSE (to_jsonb(NEW) ->> 'id')::uuid END;
    BEGIN
      IF NOT EXISTS (SELECT FROM ledger_entries WHERE transfer_id = transfer) THEN
        RAISE EXCEPTION 'transfer % has no entries', transfer USING ERRCODE = 'check_violation';
      END IF;
      IF EXISTS (SELECT FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
                  WHERE e.transfer_id = transfer GROUP BY a.currency HAVING sum(e.fen) <> 0) THEN
        RAISE EXCEPTION 'transfer % does not balance', transfer USING ERRCODE = 'check_violation';
      END IF;
      IF EXISTS (SELECT FROM ledger_transfers WHERE id = transfer AND xid <> pg_current_xact_id()) THEN
        RAISE EXCEPTION 'transfer % is complete', transfer USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NULL;
    END $$`);
  for (const table of ['ledger_transfers', 'ledger_entries']) {
    await runner.query(`
      CREATE CONSTRAINT TRIGGER ${table}_balance AFTER INSERT ON ${table} DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION ledger_require_balance()`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * More purposes, and two-phase transfers. Promised amounts stand in a table of their own, so that no sum of
 * `ledger_entries` can take a promise for money that moved.
 */
export class WidenLedger1795300000601 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await allowPurposes(runner, [...FIRST_PURPOSES, ...OF_THE_PROVIDER, 'DISBURSED', 'DISPUTED']);
    await runner.query(openBalance([...FIRST_GUARDED, 'PAID_OUT', 'DISPUTED']));
    await runner.query(`
      INSERT INTO ledger_balances (account_id, debit_side, natural_fen)
      SELECT a.id, false, COALESCE(-sum(e.fen), 0) FROM ledger_accounts a
        LEFT JOIN ledger_entries e ON e.account_id = a.id WHERE a.purpose = 'PAID_OUT' GROUP BY a.id`);
    await addSteps(runner);
    await addPromises(runner);
    await keepPromisedBalances(runner);
    await requireSoundSteps(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER ledger_transfers_step ON ledger_transfers');
    await runner.query(requireBalance(`= 'ledger_entries'`, 'ledger_entries'));
    await runner.query('DROP TABLE ledger_pending_entries');
    for (const name of ['ledger_require_step', 'ledger_move_promise'])
      await runner.query(`DROP FUNCTION ${name}()`);
    await runner.query('ALTER TABLE ledger_balances DROP COLUMN promised_fen');
    await runner.query('ALTER TABLE ledger_transfers DROP COLUMN resolves, DROP COLUMN step');
    await runner.query(`DELETE FROM ledger_balances b USING ledger_accounts a
                         WHERE a.id = b.account_id AND a.purpose IN ('PAID_OUT', 'DISPUTED')`);
    await runner.query(openBalance(FIRST_GUARDED));
    await allowPurposes(runner, FIRST_PURPOSES);
  }
}

const FIRST_PURPOSES = ['BANK', 'SUSPENSE', 'HELD', 'PAYABLE', 'PAID_OUT', 'REFUND_DUE', 'OWED_BACK', 'FEES'];
const OF_THE_PROVIDER = ['PROVIDER', 'PROVIDER_TRANSIT', 'PROVIDER_WITHHELD', 'CHANNEL_COST', 'FX_CLEARING'];
const FIRST_GUARDED = ['SUSPENSE', 'HELD', 'PAYABLE', 'REFUND_DUE', 'OWED_BACK'];
const listed = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');

async function allowPurposes(runner: QueryRunner, purposes: readonly string[]): Promise<void> {
  await runner.query('ALTER TABLE ledger_accounts DROP CONSTRAINT ledger_accounts_purpose_check');
  await runner.query(`ALTER TABLE ledger_accounts ADD CONSTRAINT ledger_accounts_purpose_check
                      CHECK (purpose IN (${listed(purposes)}))`);
}

function openBalance(guarded: readonly string[]): string {
  return `
    CREATE OR REPLACE FUNCTION ledger_open_balance() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.purpose IN (${listed(guarded)}) THEN
        INSERT INTO ledger_balances (account_id, debit_side) VALUES (NEW.id, NEW.purpose = 'OWED_BACK');
      END IF;
      RETURN NULL;
    END $$`;
}

/** A pending transfer is resolved once, by whoever comes first: the unique index says so, not only the application. */
async function addSteps(runner: QueryRunner): Promise<void> {
  await runner.query(`
    ALTER TABLE ledger_transfers
      ADD COLUMN step text NOT NULL DEFAULT 'DIRECT' CHECK (step IN ('DIRECT', 'PENDING', 'POST', 'VOID')),
      ADD COLUMN resolves uuid REFERENCES ledger_transfers,
      ADD CONSTRAINT ledger_transfers_resolution CHECK ((step IN ('POST', 'VOID')) = (resolves IS NOT NULL)),
      ADD CONSTRAINT ledger_transfers_reversal CHECK (reversal_of IS NULL OR step = 'DIRECT')`);
  await runner.query(
    'CREATE UNIQUE INDEX ledger_transfers_resolved_once ON ledger_transfers (resolves) WHERE resolves IS NOT NULL',
  );
}

async function addPromises(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE ledger_pending_entries (
      transfer_id uuid NOT NULL REFERENCES ledger_transfers,
      account_id bigint NOT NULL REFERENCES ledger_accounts,
      fen bigint NOT NULL CHECK (fen <> 0),
      PRIMARY KEY (transfer_id, account_id))`);
  await runner.query(
    'CREATE INDEX ledger_pending_entries_account ON ledger_pending_entries (account_id) INCLUDE (fen)',
  );
  await runner.query(`
    CREATE TRIGGER ledger_pending_entries_append_only BEFORE UPDATE OR DELETE ON ledger_pending_entries
    FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
  await runner.query(`
    CREATE TRIGGER ledger_pending_entries_keep BEFORE TRUNCATE ON ledger_pending_entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  await runner.query(
    requireBalance(
      `LIKE '%entries'`,
      '(TABLE ledger_entries UNION ALL TABLE ledger_pending_entries) AS entries',
    ),
  );
  await runner.query(`
    CREATE CONSTRAINT TRIGGER ledger_pending_entries_balance AFTER INSERT ON ledger_pending_entries
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_require_balance()`);
}

/** `table`: how a table of entries is told; `entries`: where a transfer's entries are looked for. */
function requireBalance(table: string, entries: string): string {
  return `
    CREATE OR REPLACE FUNCTION ledger_require_balance() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      transfer uuid := CASE WHEN TG_TABLE_NAME ${table} THEN (to_jsonb(NEW) ->> 'transfer_id')::uuid
                            ELSE (to_jsonb(NEW) ->> 'id')::uuid END;
    BEGIN
      IF NOT EXISTS (SELECT FROM ${entries} WHERE transfer_id = transfer) THEN
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
    END $$`;
}

/**
 * What is promised to leave a guarded account can leave it no other way. A promise to come is nothing yet: so of a
 * pending transfer only what lowers the account is kept, and only that is freed when it is posted or voided.
 */
async function keepPromisedBalances(runner: QueryRunner): Promise<void> {
  await runner.query(`
    ALTER TABLE ledger_balances
      ADD COLUMN promised_fen bigint NOT NULL DEFAULT 0 CHECK (promised_fen >= 0),
      ADD CONSTRAINT ledger_balances_promise_kept CHECK (natural_fen >= promised_fen)`);
  await runner.query(`
    CREATE FUNCTION ledger_move_promise() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      UPDATE ledger_balances
         SET promised_fen = promised_fen
           + CASE WHEN (SELECT step FROM ledger_transfers WHERE id = NEW.transfer_id) = 'PENDING'
                  THEN GREATEST(CASE WHEN debit_side THEN -NEW.fen ELSE NEW.fen END, 0)
                  ELSE LEAST(CASE WHEN debit_side THEN -NEW.fen ELSE NEW.fen END, 0) END
       WHERE account_id = NEW.account_id;
      RETURN NULL;
    END $$`);
  await runner.query(`
    CREATE TRIGGER ledger_pending_entries_move_promise AFTER INSERT ON ledger_pending_entries
    FOR EACH ROW EXECUTE FUNCTION ledger_move_promise()`);
}

/**
 * At commit: only two-phase transfers have pending entries, a pending one has no others and balances, a resolution
 * takes exactly what was pending off again, and posts exactly that or nothing.
 */
async function requireSoundSteps(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE FUNCTION ledger_require_step() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.step IN ('PENDING', 'VOID') AND EXISTS (SELECT FROM ledger_entries WHERE transfer_id = NEW.id)
        OR NEW.step = 'DIRECT' AND EXISTS (SELECT FROM ledger_pending_entries WHERE transfer_id = NEW.id) THEN
        RAISE EXCEPTION 'transfer % has entries its step % may not have', NEW.id, NEW.step
          USING ERRCODE = 'check_violation';
      END IF;
      IF EXISTS (SELECT FROM ledger_pending_entries e JOIN ledger_accounts a ON a.id = e.account_id
                  WHERE e.transfer_id = NEW.id GROUP BY a.currency HAVING sum(e.fen) <> 0) THEN
        RAISE EXCEPTION 'transfer % does not balance', NEW.id USING ERRCODE = 'check_violation';
      END IF;
      IF NEW.step IN ('POST', 'VOID') AND (
           NOT EXISTS (SELECT FROM ledger_transfers WHERE id = NEW.resolves AND step = 'PENDING')
           OR EXISTS (SELECT account_id FROM ledger_pending_entries WHERE transfer_id IN (NEW.id, NEW.resolves)
                       GROUP BY account_id HAVING sum(fen) <> 0)
           OR NEW.step = 'POST' AND EXISTS (
                SELECT account_id FROM (SELECT account_id, fen FROM ledger_pending_entries WHERE transfer_id = NEW.id
                                        UNION ALL
                                        SELECT account_id, fen FROM ledger_entries WHERE transfer_id = NEW.id) both_layers
                 GROUP BY account_id HAVING sum(fen) <> 0)) THEN
        RAISE EXCEPTION 'transfer % does not resolve what was pending', NEW.id USING ERRCODE = 'check_violation';
      END IF;
      RETURN NULL;
    END $$`);
  await runner.query(`
    CREATE CONSTRAINT TRIGGER ledger_transfers_step AFTER INSERT ON ledger_transfers DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION ledger_require_step()`);
}

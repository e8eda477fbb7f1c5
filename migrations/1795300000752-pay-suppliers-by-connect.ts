import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Suppliers' accounts at the provider, and what goes there, comes back and leaves to their banks: each row before its call. */
export class PaySuppliersByConnect1795300000752 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await createAccounts(runner);
    await createTransfers(runner);
    await createPayouts(runner);
    await createList(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'stripe_connected_rows',
      'stripe_payouts',
      'stripe_reversals',
      'stripe_transfers',
      'stripe_accounts',
    ])
      await runner.query(`DROP TABLE ${table}`);
  }
}

/** Proposed by one member of the supplier, confirmed by another. Nothing is kept of what Stripe asks about people. */
async function createAccounts(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE stripe_accounts (
      id uuid PRIMARY KEY,
      supplier_id uuid NOT NULL REFERENCES organizations,
      state text NOT NULL CHECK (state IN ('PROPOSED', 'REFUSED', 'PENDING', 'ACTIVE', 'RESTRICTED', 'DISABLED')),
      provider_id text UNIQUE,
      proposed_by uuid NOT NULL REFERENCES members,
      proposed_at timestamptz NOT NULL,
      decided_by uuid REFERENCES members,
      decided_at timestamptz,
      payable_from date,
      link_asked_at timestamptz,
      link_encrypted text,
      link_expires_at timestamptz,
      failure_code text,
      look_again_at timestamptz NOT NULL,
      tries integer NOT NULL CHECK (tries >= 0),
      version integer NOT NULL CHECK (version > 0),
      CONSTRAINT stripe_accounts_four_eyes CHECK (decided_by <> proposed_by),
      CONSTRAINT stripe_accounts_decided CHECK ((state = 'PROPOSED') = (decided_by IS NULL)
        AND (decided_by IS NULL) = (decided_at IS NULL)),
      CHECK (state IN ('PROPOSED', 'REFUSED', 'PENDING') OR provider_id IS NOT NULL),
      CHECK (state <> 'ACTIVE' OR payable_from IS NOT NULL),
      CHECK ((link_encrypted IS NULL) = (link_expires_at IS NULL)))`);
  await runner.query(
    `CREATE UNIQUE INDEX stripe_accounts_one ON stripe_accounts (supplier_id) WHERE state <> 'REFUSED'`,
  );
  await runner.query(
    `CREATE INDEX stripe_accounts_look ON stripe_accounts (look_again_at) WHERE state NOT IN ('PROPOSED', 'REFUSED')`,
  );
}

/** One transfer per capture; what comes back of it, in parts. */
async function createTransfers(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE stripe_transfers (
      id uuid PRIMARY KEY,
      account_id uuid NOT NULL REFERENCES stripe_accounts,
      intent_id uuid NOT NULL UNIQUE REFERENCES stripe_intents,
      order_id uuid NOT NULL,
      charge text NOT NULL,
      fen bigint NOT NULL CHECK (fen > 0),
      state text NOT NULL CHECK (state IN ('CREATED', 'SUCCEEDED', 'FAILED')),
      provider_id text UNIQUE,
      listed_as text UNIQUE,
      failure_code text,
      asked_at timestamptz NOT NULL,
      look_again_at timestamptz NOT NULL,
      tries integer NOT NULL CHECK (tries >= 0),
      version integer NOT NULL CHECK (version > 0),
      CHECK ((state = 'SUCCEEDED') = (provider_id IS NOT NULL)))`);
  await runner.query('CREATE INDEX stripe_transfers_order ON stripe_transfers (order_id)');
  await runner.query('CREATE INDEX stripe_transfers_account ON stripe_transfers (account_id)');
  await runner.query(
    `CREATE INDEX stripe_transfers_unfinished ON stripe_transfers (look_again_at) WHERE state = 'CREATED'`,
  );
  await runner.query(`
    CREATE TABLE stripe_reversals (
      id uuid PRIMARY KEY,
      transfer_id uuid NOT NULL REFERENCES stripe_transfers,
      fen bigint NOT NULL CHECK (fen > 0),
      state text NOT NULL CHECK (state IN ('CREATED', 'DEBT', 'SUCCEEDED', 'FAILED')),
      attempt integer NOT NULL CHECK (attempt > 0),
      ledger_transfer_id uuid UNIQUE REFERENCES ledger_transfers,
      provider_id text UNIQUE,
      listed_as text UNIQUE,
      failure_code text,
      asked_at timestamptz NOT NULL,
      look_again_at timestamptz NOT NULL,
      tries integer NOT NULL CHECK (tries >= 0),
      version integer NOT NULL CHECK (version > 0),
      CHECK (state <> 'SUCCEEDED' OR provider_id IS NOT NULL AND ledger_transfer_id IS NOT NULL),
      CHECK (state NOT IN ('DEBT', 'FAILED') OR ledger_transfer_id IS NULL))`);
  await runner.query('CREATE INDEX stripe_reversals_transfer ON stripe_reversals (transfer_id)');
  await runner.query(
    `CREATE INDEX stripe_reversals_unfinished ON stripe_reversals (look_again_at) WHERE state IN ('CREATED', 'DEBT')`,
  );
}

async function createPayouts(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE stripe_payouts (
      id uuid PRIMARY KEY,
      account_id uuid NOT NULL REFERENCES stripe_accounts,
      statement_id uuid NOT NULL,
      attempt integer NOT NULL CHECK (attempt > 0),
      fen bigint NOT NULL CHECK (fen > 0),
      state text NOT NULL CHECK (state IN ('CREATED', 'PENDING', 'PAID', 'FAILED')),
      provider_id text UNIQUE,
      failure_code text,
      asked_at timestamptz NOT NULL,
      paid_at timestamptz,
      look_again_at timestamptz NOT NULL,
      tries integer NOT NULL CHECK (tries >= 0),
      version integer NOT NULL CHECK (version > 0),
      CHECK (state NOT IN ('PENDING', 'PAID') OR provider_id IS NOT NULL),
      CHECK (state <> 'PAID' OR paid_at IS NOT NULL),
      UNIQUE (statement_id, attempt))`);
  await runner.query(
    `CREATE UNIQUE INDEX stripe_payouts_one_alive ON stripe_payouts (statement_id) WHERE state <> 'FAILED'`,
  );
  await runner.query('CREATE INDEX stripe_payouts_account ON stripe_payouts (account_id)');
  await runner.query(
    `CREATE INDEX stripe_payouts_unfinished ON stripe_payouts (look_again_at) WHERE state <> 'FAILED'`,
  );
}

/** Every movement of a supplier's balance at Stripe, from Stripe's own list. */
async function createList(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE stripe_connected_rows (
      id text PRIMARY KEY,
      account_id uuid NOT NULL REFERENCES stripe_accounts,
      type text NOT NULL,
      source text,
      currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
      amount bigint NOT NULL,
      fee bigint NOT NULL,
      net bigint NOT NULL,
      created_at timestamptz NOT NULL,
      CHECK (net = amount - fee))`);
  await runner.query(
    'CREATE INDEX stripe_connected_rows_account ON stripe_connected_rows (account_id, created_at)',
  );
}

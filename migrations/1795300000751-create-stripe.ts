import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What we ask of Stripe, each row before its call, and what Stripe tells us: never a card's number. */
export class CreateStripe1795300000751 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await createIntents(runner);
    await createRefunds(runner);
    await createInbox(runner);
    await createBalance(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'stripe_cursors',
      'stripe_balance_rows',
      'stripe_events',
      'stripe_refunds',
      'stripe_intents',
    ])
      await runner.query(`DROP TABLE ${table}`);
  }
}

/** Whoever clicks ten times gets the one that is open for the same amount. */
async function createIntents(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE stripe_intents (
      id uuid PRIMARY KEY,
      request_id uuid NOT NULL REFERENCES payment_requests,
      fen bigint NOT NULL CHECK (fen > 0),
      methods text NOT NULL,
      state text NOT NULL CHECK (state IN ('CREATED', 'PENDING', 'SUCCEEDED', 'FAILED', 'EXPIRED', 'DIFFERS')),
      provider_id text UNIQUE,
      provider_status text,
      client_secret_encrypted text,
      started_by uuid NOT NULL REFERENCES members,
      started_at timestamptz NOT NULL,
      cancel_asked_at timestamptz,
      look_again_at timestamptz NOT NULL,
      ended_at timestamptz,
      failure_code text,
      tries integer NOT NULL CHECK (tries >= 0),
      version integer NOT NULL CHECK (version > 0),
      CHECK (state NOT IN ('PENDING', 'SUCCEEDED') OR provider_id IS NOT NULL),
      CHECK ((state IN ('CREATED', 'PENDING')) = (ended_at IS NULL)),
      CHECK (ended_at IS NULL OR client_secret_encrypted IS NULL))`);
  await runner.query(
    `CREATE UNIQUE INDEX stripe_intents_one_open ON stripe_intents (request_id, fen) WHERE ended_at IS NULL`,
  );
  await runner.query('CREATE INDEX stripe_intents_request ON stripe_intents (request_id, started_at, id)');
  await runner.query(
    'CREATE INDEX stripe_intents_unfinished ON stripe_intents (look_again_at) WHERE ended_at IS NULL',
  );
}

async function createRefunds(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE stripe_refunds (
      id uuid PRIMARY KEY,
      refund_payment_id uuid NOT NULL REFERENCES refund_payments,
      attempt integer NOT NULL CHECK (attempt > 0),
      intent_id uuid NOT NULL REFERENCES stripe_intents,
      fen bigint NOT NULL CHECK (fen > 0),
      state text NOT NULL CHECK (state IN ('CREATED', 'PENDING', 'SUCCEEDED', 'FAILED')),
      provider_id text UNIQUE,
      failure_code text,
      asked_at timestamptz NOT NULL,
      look_again_at timestamptz NOT NULL,
      tries integer NOT NULL CHECK (tries >= 0),
      version integer NOT NULL CHECK (version > 0),
      UNIQUE (refund_payment_id, attempt),
      CHECK (state NOT IN ('PENDING', 'SUCCEEDED') OR provider_id IS NOT NULL))`);
  await runner.query('CREATE INDEX stripe_refunds_intent ON stripe_refunds (intent_id)');
  await runner.query(
    `CREATE INDEX stripe_refunds_unfinished ON stripe_refunds (look_again_at) WHERE state IN ('CREATED', 'PENDING')`,
  );
}

/** I17: an event is taken once. Of what it says only which object to look at is kept. */
async function createInbox(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE stripe_events (
      id text PRIMARY KEY,
      type text NOT NULL,
      object_kind text NOT NULL,
      object_id text NOT NULL,
      account text,
      live boolean NOT NULL,
      created_at timestamptz NOT NULL,
      received_at timestamptz NOT NULL,
      state text NOT NULL CHECK (state IN ('RECEIVED', 'DONE', 'IGNORED')),
      ignored_because text CHECK (ignored_because IN ('OTHER_ACCOUNT', 'OTHER_MODE', 'UNKNOWN_KIND', 'UNKNOWN_OBJECT')),
      handled_at timestamptz,
      CHECK ((state = 'IGNORED') = (ignored_because IS NOT NULL)),
      CHECK ((state = 'RECEIVED') = (handled_at IS NULL)))`);
  await runner.query(
    `CREATE INDEX stripe_events_waiting ON stripe_events (received_at) WHERE state = 'RECEIVED'`,
  );
}

/** Every movement of our balance at Stripe, in its currency's smallest unit. */
async function createBalance(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE stripe_balance_rows (
      id text PRIMARY KEY,
      type text NOT NULL,
      source text,
      currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
      amount bigint NOT NULL,
      fee bigint NOT NULL,
      net bigint NOT NULL,
      created_at timestamptz NOT NULL,
      state text NOT NULL CHECK (state IN ('WAITING', 'BOOKED', 'UNKNOWN')),
      CHECK (net = amount - fee))`);
  await runner.query(
    `CREATE INDEX stripe_balance_rows_open ON stripe_balance_rows (created_at) WHERE state <> 'BOOKED'`,
  );
  await runner.query(`
    CREATE TABLE stripe_cursors (
      name text PRIMARY KEY,
      reached_at timestamptz NOT NULL)`);
}

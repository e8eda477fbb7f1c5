import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePayments1795300000700 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await createRequests(runner);
    await createReceipts(runner);
    await createRefunds(runner);
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
    for (const table of [
      'refund_payments',
      'refunds',
      'payments',
      'suspense_matches',
      'bank_receipts',
      'payment_requests',
      'custody_accounts',
    ])
      await runner.query(`DROP TABLE ${table}`);
  }
}

const APPEND_ONLY = ['custody_accounts', 'bank_receipts', 'payments', 'refunds'];

async function createRequests(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE custody_accounts (
      valid_from date PRIMARY KEY,
      bank_name text NOT NULL, account_name text NOT NULL, account_number text NOT NULL)`);
  // Fictive until the operator adds his own row with a later day.
  await runner.query(`
    INSERT INTO custody_accounts VALUES ('2020-01-01', '示例存管银行', '示例平台资金存管专户', '0000000000000000001')`);
  await runner.query(`
    CREATE TABLE payment_requests (
      id uuid PRIMARY KEY,
      subject_kind text NOT NULL CHECK (subject_kind = 'ORDER'),
      subject_id uuid NOT NULL,
      buyer_id uuid NOT NULL REFERENCES organizations,
      supplier_id uuid NOT NULL REFERENCES organizations,
      due_fen bigint NOT NULL CHECK (due_fen >= 0),
      due_on date,
      expected_payer_name text NOT NULL,
      transfer_code text NOT NULL UNIQUE,
      state text NOT NULL CHECK (state IN ('OPEN', 'CLOSED')),
      opened_at timestamptz NOT NULL,
      version integer NOT NULL CHECK (version > 0),
      UNIQUE (subject_kind, subject_id),
      CHECK (buyer_id <> supplier_id))`);
}

async function createReceipts(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE bank_receipts (
      id uuid PRIMARY KEY,
      bank_reference text NOT NULL UNIQUE,
      content_hash text NOT NULL,
      fen bigint NOT NULL CHECK (fen > 0),
      payer_name_encrypted text NOT NULL,
      payer_account_encrypted text NOT NULL,
      payer_account_last_four text NOT NULL CHECK (length(payer_account_last_four) <= 4),
      payer_account_hash text NOT NULL,
      memo_encrypted text,
      received_at timestamptz NOT NULL,
      recorded_at timestamptz NOT NULL,
      recorded_by uuid NOT NULL REFERENCES members)`);
  await runner.query('CREATE INDEX bank_receipts_newest ON bank_receipts (received_at, id)');
  await runner.query('CREATE INDEX bank_receipts_payer ON bank_receipts (payer_account_hash)');
  await runner.query(`
    CREATE TABLE suspense_matches (
      id uuid PRIMARY KEY,
      receipt_id uuid NOT NULL REFERENCES bank_receipts,
      request_id uuid NOT NULL REFERENCES payment_requests,
      fen bigint NOT NULL CHECK (fen > 0),
      reason text NOT NULL,
      state text NOT NULL CHECK (state IN ('PROPOSED', 'CONFIRMED', 'REJECTED')),
      proposed_by uuid NOT NULL REFERENCES members, proposed_at timestamptz NOT NULL,
      decided_by uuid REFERENCES members, decided_at timestamptz,
      version integer NOT NULL CHECK (version > 0),
      CONSTRAINT suspense_matches_four_eyes CHECK (state <> 'CONFIRMED' OR decided_by <> proposed_by),
      CHECK ((state = 'PROPOSED') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)))`);
  await runner.query('CREATE INDEX suspense_matches_receipt ON suspense_matches (receipt_id)');
  await runner.query('CREATE INDEX suspense_matches_request ON suspense_matches (request_id)');
  await runner.query(`
    CREATE TABLE payments (
      id uuid PRIMARY KEY,
      request_id uuid NOT NULL REFERENCES payment_requests,
      receipt_id uuid NOT NULL REFERENCES bank_receipts,
      suspense_match_id uuid UNIQUE REFERENCES suspense_matches,
      fen bigint NOT NULL CHECK (fen > 0),
      payer_differs boolean NOT NULL,
      credited_at timestamptz NOT NULL)`);
  await runner.query('CREATE INDEX payments_request ON payments (request_id)');
  await runner.query(
    'CREATE UNIQUE INDEX payments_one_per_receipt ON payments (receipt_id) WHERE suspense_match_id IS NULL',
  );
  await runner.query('CREATE INDEX payments_receipt ON payments (receipt_id)');
}

async function createRefunds(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE refunds (
      id uuid PRIMARY KEY,
      key text NOT NULL UNIQUE,
      request_id uuid NOT NULL REFERENCES payment_requests,
      fen bigint NOT NULL CHECK (fen > 0),
      source text NOT NULL CHECK (source IN ('HELD', 'PAYABLE')),
      reason text NOT NULL CHECK (reason IN ('SHORTAGE', 'QUALITY', 'RETURN', 'RECALL', 'PRICE_ERROR', 'CANCELLED')),
      requested_at timestamptz NOT NULL)`);
  await runner.query('CREATE INDEX refunds_request ON refunds (request_id)');
  await runner.query(`
    CREATE TABLE refund_payments (
      id uuid PRIMARY KEY,
      refund_id uuid NOT NULL REFERENCES refunds,
      receipt_id uuid NOT NULL REFERENCES bank_receipts,
      fen bigint NOT NULL CHECK (fen > 0),
      state text NOT NULL CHECK (state IN ('PROCESSING', 'DONE', 'FAILED')),
      bank_reference text UNIQUE,
      paid_at timestamptz,
      confirmed_by uuid REFERENCES members,
      failure_reason text,
      requested_at timestamptz NOT NULL,
      version integer NOT NULL CHECK (version > 0),
      UNIQUE (refund_id, receipt_id),
      CHECK ((state = 'DONE') = (bank_reference IS NOT NULL)),
      CHECK (bank_reference IS NULL OR (paid_at IS NOT NULL AND confirmed_by IS NOT NULL)))`);
  await runner.query('CREATE INDEX refund_payments_receipt ON refund_payments (receipt_id)');
  await runner.query(
    `CREATE INDEX refund_payments_open ON refund_payments (requested_at, id) WHERE state <> 'DONE'`,
  );
}

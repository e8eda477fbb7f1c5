import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a payment provider has captured stands beside what the bank received, and goes back the way it came. */
export class LetMoneyComeByAProvider1795300000750 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE TABLE provider_captures (
        id uuid PRIMARY KEY,
        request_id uuid NOT NULL REFERENCES payment_requests,
        reference text NOT NULL UNIQUE,
        fen bigint NOT NULL CHECK (fen > 0),
        captured_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL)`);
    await runner.query('CREATE INDEX provider_captures_request ON provider_captures (request_id)');
    await keepAsWritten(runner);
    await runner.query(`
      ALTER TABLE payments
        ALTER COLUMN receipt_id DROP NOT NULL,
        ADD COLUMN capture_id uuid UNIQUE REFERENCES provider_captures,
        ADD CONSTRAINT payments_one_source CHECK (num_nonnulls(receipt_id, capture_id) = 1)`);
    await widenRefunds(runner);
    await createDisputes(runner);
    await runner.query(moneyOf(DISPUTED));
  }

  /** Fails where a provider's money came: what moved is not forgotten. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(moneyOf(''));
    await runner.query('DROP TABLE capture_disputes');
    await runner.query(`
      ALTER TABLE refund_payments
        DROP CONSTRAINT refund_payments_one_source,
        DROP CONSTRAINT refund_payments_one_cause,
        DROP CONSTRAINT refund_payments_said_by,
        DROP COLUMN capture_id,
        DROP COLUMN attempt,
        ALTER COLUMN receipt_id SET NOT NULL,
        ADD CONSTRAINT refund_payments_one_cause CHECK (num_nonnulls(refund_id, suspense_return_id) = 1),
        ADD CONSTRAINT refund_payments_check1
          CHECK (bank_reference IS NULL OR (paid_at IS NOT NULL AND confirmed_by IS NOT NULL))`);
    await runner.query(`
      ALTER TABLE payments
        DROP CONSTRAINT payments_one_source, DROP COLUMN capture_id, ALTER COLUMN receipt_id SET NOT NULL`);
    await runner.query('DROP TABLE provider_captures');
  }
}

/** What payers' banks took back of held money fills no part meanwhile. */
const DISPUTED = `
         - coalesce((SELECT sum(x.held_fen) FROM provider_captures c JOIN capture_disputes x ON x.capture_id = c.id
                       JOIN payment_requests r ON r.id = c.request_id
                      WHERE c.request_id = request AND x.state <> 'WON' AND r.state = 'OPEN'), 0)`;

const moneyOf = (disputed: string) => `
  CREATE OR REPLACE FUNCTION payment_money(request uuid) RETURNS numeric LANGUAGE sql STABLE AS $$
    SELECT coalesce((SELECT sum(p.fen) FROM payments p WHERE p.request_id = request), 0)
         - coalesce((SELECT sum(f.fen) FROM refunds f JOIN payment_requests r ON r.id = f.request_id
                      WHERE f.request_id = request AND f.source = 'HELD' AND r.state = 'OPEN'), 0)${disputed} $$`;

async function keepAsWritten(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TRIGGER provider_captures_append_only BEFORE UPDATE OR DELETE ON provider_captures
    FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
  await runner.query(`
    CREATE TRIGGER provider_captures_keep BEFORE TRUNCATE ON provider_captures
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
}

/** A part without refund and return is what a capture brought beyond what was due: nobody had to ask for it. */
async function widenRefunds(runner: QueryRunner): Promise<void> {
  await runner.query(`
    ALTER TABLE refund_payments
      DROP CONSTRAINT refund_payments_one_cause,
      DROP CONSTRAINT refund_payments_check1,
      ALTER COLUMN receipt_id DROP NOT NULL,
      ADD COLUMN capture_id uuid REFERENCES provider_captures,
      ADD COLUMN attempt integer NOT NULL DEFAULT 1 CHECK (attempt > 0),
      ADD CONSTRAINT refund_payments_one_source CHECK (num_nonnulls(receipt_id, capture_id) = 1),
      ADD CONSTRAINT refund_payments_one_cause CHECK (
        num_nonnulls(refund_id, suspense_return_id) = CASE WHEN capture_id IS NULL OR refund_id IS NOT NULL THEN 1 ELSE 0 END),
      ADD CONSTRAINT refund_payments_said_by CHECK (
        bank_reference IS NULL OR (paid_at IS NOT NULL AND num_nonnulls(confirmed_by, capture_id) = 1))`);
  await runner.query(
    'CREATE UNIQUE INDEX refund_payments_capture ON refund_payments (capture_id, refund_id) NULLS NOT DISTINCT WHERE capture_id IS NOT NULL',
  );
}

/** order_fen is what the dispute takes from the order; what of it was still held pays for nothing meanwhile. */
async function createDisputes(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE capture_disputes (
      id uuid PRIMARY KEY,
      capture_id uuid NOT NULL REFERENCES provider_captures,
      reference text NOT NULL UNIQUE,
      fen bigint NOT NULL CHECK (fen > 0),
      held_fen bigint NOT NULL CHECK (held_fen >= 0),
      payable_fen bigint NOT NULL CHECK (payable_fen >= 0),
      owed_fen bigint NOT NULL CHECK (owed_fen >= 0),
      state text NOT NULL CHECK (state IN ('OPEN', 'WON', 'LOST')),
      opened_at timestamptz NOT NULL,
      decided_at timestamptz,
      version integer NOT NULL CHECK (version > 0),
      CHECK (held_fen + payable_fen + owed_fen <= fen),
      CHECK ((state = 'OPEN') = (decided_at IS NULL)))`);
  await runner.query('CREATE INDEX capture_disputes_capture ON capture_disputes (capture_id)');
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Money in suspense goes back by the same payments as a refund: each belongs to a refund or to a return. */
export class CreateSuspenseReturns1795300000701 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE TABLE suspense_returns (
        id uuid PRIMARY KEY,
        receipt_id uuid NOT NULL REFERENCES bank_receipts,
        fen bigint NOT NULL CHECK (fen > 0),
        reason text NOT NULL CHECK (reason IN ('OVERPAYMENT', 'DUPLICATE_TRANSFER', 'REQUEST_CLOSED', 'NOT_FOR_US')),
        note text,
        state text NOT NULL CHECK (state IN ('PROPOSED', 'CONFIRMED', 'REJECTED')),
        proposed_by uuid NOT NULL REFERENCES members, proposed_at timestamptz NOT NULL,
        decided_by uuid REFERENCES members, decided_at timestamptz,
        version integer NOT NULL CHECK (version > 0),
        CONSTRAINT suspense_returns_four_eyes CHECK (state <> 'CONFIRMED' OR decided_by <> proposed_by),
        CHECK ((state = 'PROPOSED') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)))`);
    await runner.query('CREATE INDEX suspense_returns_receipt ON suspense_returns (receipt_id)');
    await runner.query(`
      ALTER TABLE refund_payments
        ALTER COLUMN refund_id DROP NOT NULL,
        ADD COLUMN suspense_return_id uuid UNIQUE REFERENCES suspense_returns,
        ADD CONSTRAINT refund_payments_one_cause CHECK (num_nonnulls(refund_id, suspense_return_id) = 1)`);
  }

  /** Fails where a return was paid: money that moved is not forgotten. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE refund_payments
        DROP CONSTRAINT refund_payments_one_cause,
        DROP COLUMN suspense_return_id,
        ALTER COLUMN refund_id SET NOT NULL`);
    await runner.query('DROP TABLE suspense_returns');
  }
}

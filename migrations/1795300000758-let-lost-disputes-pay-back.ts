import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A lost dispute has paid back what its payer was due back of the capture: which one it was stands beside the part. */
export class LetLostDisputesPayBack1795300000758 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      ALTER TABLE refund_payments
        ADD COLUMN dispute_id uuid REFERENCES capture_disputes,
        ADD CONSTRAINT refund_payments_by_dispute
          CHECK (dispute_id IS NULL OR (state = 'DONE' AND capture_id IS NOT NULL))`);
    await runner.query(
      'CREATE INDEX refund_payments_dispute ON refund_payments (dispute_id) WHERE dispute_id IS NOT NULL',
    );
    await oneEach(runner, 'capture_id, refund_id, dispute_id');
  }

  /** Fails where a dispute has paid a part of what was due: it stands beside the rest. */
  async down(runner: QueryRunner): Promise<void> {
    await oneEach(runner, 'capture_id, refund_id');
    await runner.query('DROP INDEX refund_payments_dispute');
    await runner.query(
      'ALTER TABLE refund_payments DROP CONSTRAINT refund_payments_by_dispute, DROP COLUMN dispute_id',
    );
  }
}

async function oneEach(runner: QueryRunner, columns: string): Promise<void> {
  await runner.query('DROP INDEX refund_payments_capture');
  await runner.query(
    `CREATE UNIQUE INDEX refund_payments_capture ON refund_payments (${columns}) NULLS NOT DISTINCT WHERE capture_id IS NOT NULL`,
  );
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which payouts a line of a bank statement has confirmed: nobody confirms another one by the same transfer. And no refund
 * is paid at the bank before it was asked for, from now on.
 */
export class TellPayoutsOfStatements1795300000956 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(
      'ALTER TABLE payout_statements ADD COLUMN by_statement boolean NOT NULL DEFAULT false',
    );
    await runner.query(`
      ALTER TABLE refund_payments ADD CONSTRAINT refund_payments_paid_when_due
        CHECK (capture_id IS NOT NULL OR paid_at >= requested_at) NOT VALID`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE refund_payments DROP CONSTRAINT refund_payments_paid_when_due');
    await runner.query('ALTER TABLE payout_statements DROP COLUMN by_statement');
  }
}

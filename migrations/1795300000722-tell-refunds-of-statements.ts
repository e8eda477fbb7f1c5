import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which refunds a statement has confirmed: nobody confirms another one by the same transfer. */
export class TellRefundsOfStatements1795300000722 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE refund_payments ADD COLUMN by_statement boolean NOT NULL DEFAULT false');
    await runner.query(
      `UPDATE refund_payments d SET by_statement = true FROM bank_line_uses u WHERE u.refund_payment_id = d.id AND u.reason = 'TAKEN'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE refund_payments DROP COLUMN by_statement');
  }
}

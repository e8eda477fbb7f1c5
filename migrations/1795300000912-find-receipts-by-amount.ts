import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was written down by hand and what a statement brings are compared by amount and day. */
export class FindReceiptsByAmount1795300000912 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('CREATE INDEX bank_receipts_amount ON bank_receipts (fen, received_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX bank_receipts_amount');
  }
}

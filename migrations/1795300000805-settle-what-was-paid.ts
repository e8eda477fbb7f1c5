import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An extra nobody pays ends its wait, where the contract says so; contracts of before do not. */
export class SettleWhatWasPaid1795300000805 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      ALTER TABLE orders ADD COLUMN extra_clause boolean NOT NULL DEFAULT false,
        ADD COLUMN extra_reminded_on date`);
    await runner.query(
      'ALTER TABLE settlements ADD COLUMN unpaid_fen bigint NOT NULL DEFAULT 0 CHECK (unpaid_fen >= 0)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE settlements DROP COLUMN unpaid_fen');
    await runner.query('ALTER TABLE orders DROP COLUMN extra_reminded_on, DROP COLUMN extra_clause');
  }
}

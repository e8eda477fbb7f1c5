import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a movement of nothing we asked for is looked at again. */
export class AskSeldomOfStrangeMovements1795300000761 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE stripe_balance_rows ADD COLUMN look_again_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE stripe_balance_rows DROP COLUMN look_again_at');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Both sides are told once that an acceptance by time waits for the buyer's budget. */
export class RememberHeldUpAcceptances1795300000804 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE shipments ADD COLUMN held_up_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE shipments DROP COLUMN held_up_at');
  }
}

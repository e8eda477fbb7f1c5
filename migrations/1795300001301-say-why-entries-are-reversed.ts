import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A reversal says why; those posted before say it by their cause. */
export class SayWhyEntriesAreReversed1795300001301 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(
      `ALTER TABLE counting_entries ADD COLUMN reason text
         CHECK (reason IN ('SETTLED', 'CANCELLED', 'REFUND', 'REATTRIBUTION', 'RECALL'))
         CHECK (reason IS NULL OR original_id IS NOT NULL)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE counting_entries DROP COLUMN reason');
  }
}

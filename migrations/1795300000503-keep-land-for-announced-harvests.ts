import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Harvests announced draw on the same land as lots: both are counted under the lock of the capacity's row (I3). */
export class KeepLandForAnnouncedHarvests1795300000503 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(
      'ALTER TABLE capacities ADD COLUMN announced_base bigint NOT NULL DEFAULT 0 CHECK (announced_base >= 0)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE capacities DROP COLUMN announced_base');
  }
}

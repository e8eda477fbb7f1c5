import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether announced harvests may be called off is agreed line by line; what was agreed before says nothing of them. */
export class CallOffAnnouncedHarvests1795300001260 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(
      'ALTER TABLE framework_lines ADD COLUMN announced_harvests boolean NOT NULL DEFAULT false',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE framework_lines DROP COLUMN announced_harvests');
  }
}

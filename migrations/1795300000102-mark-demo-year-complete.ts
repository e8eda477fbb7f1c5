import type { MigrationInterface, QueryRunner } from 'typeorm';

export class MarkDemoYearComplete1795300000102 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE installation ADD COLUMN completed_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE installation DROP COLUMN completed_at');
  }
}

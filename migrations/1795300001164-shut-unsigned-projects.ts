import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Until a project is signed nobody’s export names who had to do with it, his own house’s apart; nor ever what happened
 * before. What stands already is shut.
 */
export class ShutUnsignedProjects1795300001164 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const table of TABLES)
      await runner.query(
        `ALTER TABLE ${table} ADD COLUMN opens_at timestamptz NOT NULL DEFAULT '9999-12-31T00:00:00Z'`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const table of TABLES) await runner.query(`ALTER TABLE ${table} DROP COLUMN opens_at`);
  }
}

const TABLES = [
  'park_projects',
  'project_releases',
  'project_owners',
  'project_evidence',
  'project_steps',
  'project_visits',
];

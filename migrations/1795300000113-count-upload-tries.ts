import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tries to upload are counted where every process sees them: one row of each organization, of its latest minute. */
export class CountUploadTries1795300000113 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE TABLE upload_tries (
        organization_id uuid PRIMARY KEY,
        minute timestamptz NOT NULL,
        tries integer NOT NULL CHECK (tries > 0)
      ) WITH (fillfactor = 50)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('DROP TABLE upload_tries');
  }
}

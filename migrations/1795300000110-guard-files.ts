import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An upload belongs to nobody but its uploader until a record names it; what no record names is purged. */
export class GuardFiles1795300000110 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE files ADD COLUMN attached_at timestamptz');
    // What is there was uploaded under the old rule; nobody can tell which of it a record names.
    await runner.query('UPDATE files SET attached_at = uploaded_at');
    await runner.query('CREATE INDEX files_sha256 ON files (sha256)');
    await runner.query('CREATE INDEX files_waiting ON files (uploaded_at) WHERE attached_at IS NULL');
    await runner.query('CREATE INDEX files_organization ON files (organization_id, uploaded_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX files_organization');
    await runner.query('DROP INDEX files_sha256');
    await runner.query('ALTER TABLE files DROP COLUMN attached_at');
  }
}

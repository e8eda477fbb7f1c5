import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keyed hashes, so that a throttled address still lets in who signs in there every day. */
export class RememberSignInAddresses1795300000303 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE sessions ADD COLUMN address_hash text');
    await runner.query('CREATE INDEX sessions_address ON sessions (member_id, address_hash, started_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sessions DROP COLUMN address_hash');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Block ranges cost the hot path of every command next to nothing, and old keys lie together. */
export class FindOldKeys1795300000111 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('CREATE INDEX idempotency_keys_age ON idempotency_keys USING brin (created_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX idempotency_keys_age');
  }
}

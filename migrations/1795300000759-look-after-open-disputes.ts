import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A dispute that is lost moves no balance: when an open one is looked at again. */
export class LookAfterOpenDisputes1795300000759 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE TABLE stripe_dispute_looks (
        dispute_id uuid PRIMARY KEY REFERENCES capture_disputes,
        look_again_at timestamptz NOT NULL)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE stripe_dispute_looks');
  }
}

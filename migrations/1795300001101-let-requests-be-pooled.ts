import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A request that stands for several units: what it reserves is taken of the year of each of them. */
export class LetRequestsBePooled1795300001101 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      ALTER TABLE sourcing_requests ADD COLUMN pooled boolean NOT NULL DEFAULT false,
        ADD CONSTRAINT sourcing_requests_pooled_are_open CHECK (NOT pooled OR state NOT IN ('DRAFT', 'PENDING_APPROVAL'))`);
    await runner.query('ALTER TABLE sourcing_requests ALTER COLUMN pooled DROP DEFAULT');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sourcing_requests DROP COLUMN pooled');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What several units pool is awarded by one version of a quote: exactly one order of it for each of them. */
export class LetUnitsShareAQuote1795300000809 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(
      `ALTER TABLE orders DROP CONSTRAINT orders_one_per_quote_version,
         ADD CONSTRAINT orders_one_per_quote_version UNIQUE (quote_version_id, unit_id)`,
    );
  }

  /** Only while no version has been shared. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(
      `ALTER TABLE orders DROP CONSTRAINT orders_one_per_quote_version,
         ADD CONSTRAINT orders_one_per_quote_version UNIQUE (quote_version_id)`,
    );
  }
}

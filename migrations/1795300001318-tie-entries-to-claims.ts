import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['counting_entries', 'counting_exclusions'];

/** What is counted of a claim stands on a line that is there. */
export class TieEntriesToClaims1795300001318 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const table of TABLES)
      await runner.query(
        `ALTER TABLE ${table} ADD CONSTRAINT ${table}_claim_line_fkey FOREIGN KEY (claim_line_id) REFERENCES claim_lines`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES)
      await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_claim_line_fkey`);
  }
}

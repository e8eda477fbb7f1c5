import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * 就业: jobs count by the verified figures of a quarter, and of them those of formerly poor households as a portion beside,
 * so that either is disputed, contested and carried by itself.
 */
export class CountJobs1795300001362 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      ALTER TABLE counting_entries
        ADD CONSTRAINT counting_entries_operating FOREIGN KEY (operating_record_id) REFERENCES operating_records,
        DROP CONSTRAINT counting_entries_portion,
        ADD CONSTRAINT counting_entries_portion CHECK (portion_id = ${WHOLE} OR portion_id = ${PART})`);
    await runner.query(
      `CREATE INDEX counting_entries_quarter ON counting_entries (operating_record_id) WHERE operating_record_id IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('DROP INDEX counting_entries_quarter');
    await runner.query(`
      ALTER TABLE counting_entries DROP CONSTRAINT counting_entries_operating, DROP CONSTRAINT counting_entries_portion,
        ADD CONSTRAINT counting_entries_portion CHECK (portion_id = ${WHOLE})`);
  }
}

const WHOLE = `coalesce(claim_line_id, settlement_line_id, order_line_id,
      capital_record_id, operating_record_id, project_id, park_id)`;
const PART = `substr(encode(sha256(convert_to(operating_record_id::text || ':formerly-poor', 'UTF8')), 'hex'), 1, 32)::uuid`;

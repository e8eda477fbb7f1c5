import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Web processes of the release before write neither column; NOT VALID keeps the table from being read under the lock. */
export class RememberTheRequestBehindAnEvent1795300000104 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE domain_events ADD COLUMN request_id text, ADD COLUMN trace_parent text');
    await runner.query(
      `ALTER TABLE domain_events
         ADD CONSTRAINT domain_events_request_id_form CHECK (request_id ~ '^[A-Za-z0-9_-]{16,64}$') NOT VALID,
         ADD CONSTRAINT domain_events_trace_parent_form CHECK (trace_parent ~ '^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$') NOT VALID`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE domain_events DROP COLUMN request_id, DROP COLUMN trace_parent');
  }
}

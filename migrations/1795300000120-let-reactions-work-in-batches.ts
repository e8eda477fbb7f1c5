import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Where streams wait for a reaction that handles many of them at once. Rows are only added, one for each event, so that
 * nobody who publishes waits for another; what a killed worker held is free with its connection.
 */
export class LetReactionsWorkInBatches1795300000120 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE TABLE reaction_inbox (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        reaction text NOT NULL,
        stream text NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        run_at timestamptz NOT NULL DEFAULT now()
      ) WITH (autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_scale_factor = 0)`);
    await runner.query('CREATE INDEX reaction_inbox_due ON reaction_inbox (reaction, run_at, id)');
    await runner.query('CREATE INDEX reaction_inbox_stream ON reaction_inbox (reaction, stream)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    // Whoever waits here waits again where a release without batches looks.
    await runner.query(`
      DO $$ BEGIN
        IF to_regnamespace('graphile_worker') IS NOT NULL THEN
          PERFORM graphile_worker.add_job('react', json_build_object('reaction', reaction, 'stream', stream), job_key => reaction || '/' || stream)
          FROM (SELECT DISTINCT reaction, stream FROM reaction_inbox) waiting;
        END IF;
      END $$`);
    await runner.query('DROP TABLE reaction_inbox');
  }
}

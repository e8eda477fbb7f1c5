import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A run may stand between the enterprises of the east and the parks of the west of one pairing. */
export class RunParksByPairing1795300001192 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      ALTER TABLE park_runs ADD COLUMN pairing_id uuid REFERENCES pairings,
        DROP CONSTRAINT park_runs_one_scope,
        ADD CONSTRAINT park_runs_one_scope CHECK (num_nonnulls(park_id, region_code, pairing_id) = 1)`);
  }

  /** Runs by pairing go, with what they stood on and showed. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const table of ['park_run_views', 'park_run_inputs']) {
      await runner.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
      await runner.query(
        `DELETE FROM ${table} x USING park_runs r WHERE r.id = x.run_id AND r.pairing_id IS NOT NULL`,
      );
      await runner.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
    }
    await runner.query('DELETE FROM park_runs WHERE pairing_id IS NOT NULL');
    await runner.query(`
      ALTER TABLE park_runs DROP CONSTRAINT park_runs_one_scope, DROP COLUMN pairing_id,
        ADD CONSTRAINT park_runs_one_scope CHECK ((park_id IS NULL) <> (region_code IS NULL))`);
  }
}

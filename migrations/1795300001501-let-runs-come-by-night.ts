import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A run the night asks for has nobody who asked; of an input nobody needs any more its digest and counts are kept. */
export class LetRunsComeByNight1795300001501 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      ALTER TABLE match_runs ALTER COLUMN requested_by DROP NOT NULL, ALTER COLUMN requester_id DROP NOT NULL,
        ADD CONSTRAINT match_runs_asked CHECK ((requested_by IS NULL) = (requester_id IS NULL)),
        ADD CONSTRAINT match_runs_nobody_asked CHECK (requested_by IS NOT NULL OR live)`);
    await runner.query(`
      ALTER TABLE match_inputs ALTER COLUMN compressed DROP NOT NULL, ADD COLUMN dropped_at timestamptz,
        ADD CONSTRAINT match_inputs_kept_or_dropped CHECK ((compressed IS NULL) = (dropped_at IS NOT NULL))`);
    await runner.query(`
      CREATE FUNCTION refuse_other_input() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'UPDATE' AND (OLD.compressed IS NULL) <> (NEW.compressed IS NULL)
          AND (to_jsonb(OLD) - 'compressed' - 'dropped_at') = (to_jsonb(NEW) - 'compressed' - 'dropped_at') THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION 'match_inputs are dropped or kept again, never changed' USING ERRCODE = 'integrity_constraint_violation';
      END $$`);
    await runner.query('DROP TRIGGER match_inputs_append_only ON match_inputs');
    await runner.query(
      'CREATE TRIGGER match_inputs_append_only BEFORE UPDATE OR DELETE ON match_inputs FOR EACH ROW EXECUTE FUNCTION refuse_other_input()',
    );
    await runner.query(
      'CREATE INDEX match_inputs_by_age ON match_inputs (created_at) WHERE compressed IS NOT NULL',
    );
    await runner.query('CREATE INDEX match_runs_by_input ON match_runs (input_sha256)');
  }

  /** Refused by the database where a run by night or a dropped input is there already. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('DROP INDEX match_runs_by_input');
    await runner.query('DROP INDEX match_inputs_by_age');
    await runner.query('DROP TRIGGER match_inputs_append_only ON match_inputs');
    await runner.query('DROP FUNCTION refuse_other_input');
    await runner.query(
      'CREATE TRIGGER match_inputs_append_only BEFORE UPDATE OR DELETE ON match_inputs FOR EACH ROW EXECUTE FUNCTION refuse_change()',
    );
    await runner.query(`
      ALTER TABLE match_inputs DROP CONSTRAINT match_inputs_kept_or_dropped, DROP COLUMN dropped_at,
        ALTER COLUMN compressed SET NOT NULL`);
    await runner.query(`
      ALTER TABLE match_runs DROP CONSTRAINT match_runs_nobody_asked, DROP CONSTRAINT match_runs_asked,
        ALTER COLUMN requested_by SET NOT NULL, ALTER COLUMN requester_id SET NOT NULL`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was planned for a project stays, and what came of it is said once. */
export class KeepVisitsOfProjects1795300001168 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`CREATE FUNCTION keep_project_visits() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' OR OLD.state <> 'PLANNED' OR (NEW.project_id, NEW.kind, NEW.subject, NEW.planned_on, NEW.planned_by, NEW.planned_at)
            IS DISTINCT FROM (OLD.project_id, OLD.kind, OLD.subject, OLD.planned_on, OLD.planned_by, OLD.planned_at) THEN
          RAISE EXCEPTION 'visit % of a project stays', OLD.id USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`CREATE TRIGGER project_visits_kept BEFORE UPDATE OR DELETE ON project_visits
      FOR EACH ROW EXECUTE FUNCTION keep_project_visits()`);
    await runner.query(`CREATE TRIGGER project_visits_keep BEFORE TRUNCATE ON project_visits
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('DROP TRIGGER project_visits_keep ON project_visits');
    await runner.query('DROP TRIGGER project_visits_kept ON project_visits');
    await runner.query('DROP FUNCTION keep_project_visits()');
  }
}

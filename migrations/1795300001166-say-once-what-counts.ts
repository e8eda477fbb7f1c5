import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a project counts by is said once: its investor, and once signed the paired east. A stage nobody has said the evidence of
 * is not proved by anything.
 */
export class SayOnceWhatCounts1795300001166 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(
      projects(
        (row) => ` ${row}.investor_id, ${row}.investor_name,`,
        (row) => `, ${row}.east_region_code`,
      ),
    );
    await runner.query(proved(ASKED));
    for (const statement of NEEDS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('DROP TRIGGER stage_evidence_needs_kept ON stage_evidence_needs');
    await runner.query('DROP TRIGGER stage_evidence_needs_keep ON stage_evidence_needs');
    await runner.query('DROP FUNCTION keep_stage_evidence_needs()');
    await runner.query(proved(''));
    const nothing = () => '';
    await runner.query(projects(nothing, nothing));
  }
}

const TODAY = `n.valid_from <= (step.at AT TIME ZONE 'Asia/Shanghai')::date AND coalesce(n.valid_to, 'infinity') >= (step.at AT TIME ZONE 'Asia/Shanghai')::date`;
const ASKED = `NOT EXISTS (SELECT FROM stage_evidence_needs n WHERE n.stage = NEW.stage AND ${TODAY}) OR `;

/** A rule ends by its last day; it is never said otherwise. */
const NEEDS = [
  `CREATE FUNCTION keep_stage_evidence_needs() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF TG_OP = 'DELETE' OR OLD.valid_to IS NOT NULL OR to_jsonb(NEW) - 'valid_to' <> to_jsonb(OLD) - 'valid_to' THEN
       RAISE EXCEPTION 'what stage % asks for stays said', OLD.stage USING ERRCODE = 'restrict_violation';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER stage_evidence_needs_kept BEFORE UPDATE OR DELETE ON stage_evidence_needs
     FOR EACH ROW EXECUTE FUNCTION keep_stage_evidence_needs()`,
  `CREATE TRIGGER stage_evidence_needs_keep BEFORE TRUNCATE ON stage_evidence_needs
     FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
];

type OfRow = (row: 'NEW' | 'OLD') => string;
const projects = (
  said: OfRow,
  signed: OfRow,
) => `CREATE OR REPLACE FUNCTION keep_park_projects() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF TG_OP = 'DELETE' THEN
       RAISE EXCEPTION 'park project % stays', OLD.id USING ERRCODE = 'restrict_violation';
     END IF;
     IF (NEW.park_id, NEW.investor_uscc,${said('NEW')} NEW.introducer_id, NEW.introducer_member_id, NEW.registered_by, NEW.number)
         IS DISTINCT FROM (OLD.park_id, OLD.investor_uscc,${said('OLD')} OLD.introducer_id, OLD.introducer_member_id, OLD.registered_by, OLD.number)
       OR (OLD.signed_at IS NOT NULL AND (NEW.investment_fen, NEW.planned_jobs, NEW.land_m2, NEW.industry_code, NEW.pairing_id,
           NEW.counting_year, NEW.signed_at${signed('NEW')}) IS DISTINCT FROM
           (OLD.investment_fen, OLD.planned_jobs, OLD.land_m2, OLD.industry_code, OLD.pairing_id, OLD.counting_year, OLD.signed_at${signed('OLD')}))
       OR (OLD.enterprise_uscc IS NOT NULL AND NEW.enterprise_uscc IS DISTINCT FROM OLD.enterprise_uscc)
       OR OLD.standing IN ('TERMINATED', 'EXITED') AND (NEW.stage, NEW.standing) IS DISTINCT FROM (OLD.stage, OLD.standing)
       OR project_stage_number(NEW.stage) NOT IN (project_stage_number(OLD.stage), project_stage_number(OLD.stage) + 1)
       OR (NEW.stage <> OLD.stage AND (OLD.standing <> 'ACTIVE' OR NEW.standing <> 'ACTIVE')) THEN
       RAISE EXCEPTION 'park project % cannot change so', OLD.id USING ERRCODE = 'check_violation';
     END IF;
     RETURN NEW;
   END $$`;

const proved = (
  closed: string,
) => `CREATE OR REPLACE FUNCTION prove_project_stage() RETURNS trigger LANGUAGE plpgsql AS $$
   DECLARE step project_steps;
   BEGIN
     SELECT * INTO step FROM project_steps WHERE project_id = NEW.id AND verb IN ('register', 'advance') AND stage = NEW.stage;
     IF NOT FOUND OR (step.verb = 'advance' AND project_stage_number(NEW.stage) >= project_stage_number('SIGNED') AND (
       ${closed}EXISTS (SELECT FROM stage_evidence_needs n WHERE n.stage = NEW.stage
         AND ${TODAY}
         AND NOT EXISTS (SELECT FROM project_step_evidence x JOIN project_evidence e ON e.id = x.evidence_id
           WHERE x.step_id = step.id AND e.kind = ANY(n.kinds)))
       OR NOT EXISTS (SELECT FROM project_step_evidence x JOIN project_evidence one ON one.id = x.evidence_id
         JOIN project_step_evidence y ON y.step_id = x.step_id JOIN project_evidence other ON other.id = y.evidence_id
         WHERE x.step_id = step.id AND NOT one.issuer_usccs && other.issuer_usccs))) THEN
       RAISE EXCEPTION 'stage % of project % is not proved', NEW.stage, NEW.id USING ERRCODE = 'check_violation';
     END IF;
     RETURN NULL;
   END $$`;

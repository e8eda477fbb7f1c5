import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Capital is verified by offices over the park or over the paired east alone, none of which brought a paper of it, and by two
 * sides or a province. Before, whoever the project had been released to could.
 */
export class LetCapitalBeVerifiedByTwoSides1795300001163 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(JUDGES);
    await runner.query(
      'CREATE TRIGGER capital_checks_by_office BEFORE INSERT ON capital_checks FOR EACH ROW EXECUTE FUNCTION keep_capital_judges()',
    );
    await runner.query(SIDES);
    await runner.query(
      `CREATE TRIGGER capital_records_by_two_sides BEFORE UPDATE ON capital_records FOR EACH ROW
       WHEN (NEW.state = 'VERIFIED' AND OLD.state <> 'VERIFIED') EXECUTE FUNCTION keep_capital_sides()`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('DROP TRIGGER capital_records_by_two_sides ON capital_records');
    await runner.query('DROP TRIGGER capital_checks_by_office ON capital_checks');
    await runner.query('DROP FUNCTION keep_capital_sides()');
    await runner.query('DROP FUNCTION keep_capital_judges()');
  }
}

/** SQL: the region lies in that of the office. */
const over = (region: string) => `${region} LIKE regexp_replace(o.region_code, '(00){1,2}$', '') || '%'`;

const JUDGES = `CREATE FUNCTION keep_capital_judges() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM capital_records c JOIN park_projects p ON p.id = c.project_id JOIN parks k ON k.id = p.park_id
        JOIN organizations o ON o.id = NEW.organization_id
      WHERE c.id = NEW.record_id AND (${over('k.county_code')} OR ${over('p.east_region_code')})
        AND NOT EXISTS (SELECT FROM capital_record_evidence x JOIN project_evidence e ON e.id = x.evidence_id
          WHERE x.record_id = c.id AND e.submitter_id = o.id)) THEN
      RAISE EXCEPTION 'capital record % is verified by an office that may not', NEW.record_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$`;

const SIDES = `CREATE FUNCTION keep_capital_sides() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (SELECT count(DISTINCT ${over('k.county_code')}) < 2 AND NOT bool_or(o.region_code LIKE '%0000')
        FROM capital_checks x JOIN organizations o ON o.id = x.organization_id JOIN park_projects p ON p.id = NEW.project_id
        JOIN parks k ON k.id = p.park_id WHERE x.record_id = NEW.id) THEN
      RAISE EXCEPTION 'capital record % is verified by one side alone', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$`;

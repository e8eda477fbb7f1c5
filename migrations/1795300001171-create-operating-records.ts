import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 运营数据: what a project in production put out, paid and employed in a quarter, verified as its capital is. */
export class CreateOperatingRecords1795300001171 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [RECORDS, PAPERS, CHECKS, ...KEEP]) await runner.query(statement);
    for (const [position, kinds] of SHIPPED_NEEDS)
      await runner.query(
        `INSERT INTO stage_evidence_needs (stage, position, kinds, valid_from, source_document)
         VALUES ('OPERATING', $1, $2, '2021-01-01', '携手平台规则(自定默认值)')`,
        [position, kinds],
      );
    for (const table of APPEND_ONLY)
      await runner.query(
        `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
      );
    for (const table of [...APPEND_ONLY, 'operating_records'])
      await runner.query(
        `CREATE TRIGGER ${table}_keep BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['operating_checks', 'operating_record_evidence', 'operating_records'])
      await runner.query(`DROP TABLE ${table}`);
    for (const name of ['keep_operating_records', 'begin_operating_records', 'keep_operating_checks'])
      await runner.query(`DROP FUNCTION ${name}()`);
    await runner.query('ALTER TABLE stage_evidence_needs DISABLE TRIGGER USER');
    await runner.query(`DELETE FROM stage_evidence_needs WHERE stage = 'OPERATING'`);
    await runner.query('ALTER TABLE stage_evidence_needs ENABLE TRIGGER USER');
  }
}

const SHIPPED_NEEDS: readonly (readonly [number, readonly string[]])[] = [
  [1, ['TAX_RECORD']],
  [2, ['SOCIAL_INSURANCE']],
  [3, ['STATISTICS', 'SALES_INVOICE', 'ELECTRICITY_BILL']],
];

/** Numbers of persons only. A quarter has one verified record; what corrects it names it and takes its place. */
const RECORDS = `
  CREATE TABLE operating_records (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0), project_id uuid NOT NULL REFERENCES park_projects,
    year integer NOT NULL CHECK (year BETWEEN 2016 AND 2100), quarter integer NOT NULL CHECK (quarter BETWEEN 1 AND 4),
    output_fen bigint NOT NULL CHECK (output_fen BETWEEN 0 AND 100000000000000),
    tax_fen bigint NOT NULL CHECK (tax_fen BETWEEN 0 AND 100000000000000),
    jobs integer NOT NULL CHECK (jobs BETWEEN 0 AND 1000000),
    formerly_poor_jobs integer NOT NULL CHECK (formerly_poor_jobs BETWEEN 0 AND jobs),
    attested_by text, power_kwh integer CHECK (power_kwh >= 0), note text,
    replaces_id uuid,
    state text NOT NULL CHECK (state IN ('SUBMITTED', 'VERIFIED_ONE', 'VERIFIED', 'REJECTED', 'WITHDRAWN', 'REPLACED')),
    submitted_by uuid NOT NULL REFERENCES members, submitter_id uuid NOT NULL REFERENCES organizations,
    submitted_at timestamptz NOT NULL, decided_at timestamptz, decision_note text, replaced_at timestamptz,
    UNIQUE (id, project_id, year, quarter), UNIQUE (id, project_id),
    FOREIGN KEY (replaces_id, project_id, year, quarter) REFERENCES operating_records (id, project_id, year, quarter),
    CHECK (replaces_id <> id), CHECK (formerly_poor_jobs = 0 OR attested_by IS NOT NULL),
    CHECK ((decided_at IS NULL) = (state IN ('SUBMITTED', 'VERIFIED_ONE'))),
    CHECK ((replaced_at IS NULL) = (state <> 'REPLACED')));
  CREATE UNIQUE INDEX operating_records_one_verified ON operating_records (project_id, year, quarter) WHERE state = 'VERIFIED';
  CREATE INDEX operating_records_by_date ON operating_records (submitted_at DESC, id DESC);
  CREATE UNIQUE INDEX operating_records_replace_once ON operating_records (replaces_id)
    WHERE replaces_id IS NOT NULL AND state IN ('VERIFIED', 'REPLACED')`;

const PAPERS = `
  CREATE TABLE operating_record_evidence (
    record_id uuid NOT NULL, project_id uuid NOT NULL, evidence_id uuid NOT NULL,
    PRIMARY KEY (record_id, evidence_id),
    FOREIGN KEY (record_id, project_id) REFERENCES operating_records (id, project_id),
    FOREIGN KEY (evidence_id, project_id) REFERENCES project_evidence (id, project_id));
  CREATE INDEX operating_record_evidence_by_paper ON operating_record_evidence (evidence_id)`;

const CHECKS = `
  CREATE TABLE operating_checks (
    id uuid PRIMARY KEY, record_id uuid NOT NULL REFERENCES operating_records,
    organization_id uuid NOT NULL REFERENCES organizations, member_id uuid NOT NULL REFERENCES members,
    standing text NOT NULL CHECK (standing IN ('OTHER_SIDE', 'PROVINCE', 'SAME_SIDE')), checked_at timestamptz NOT NULL,
    CONSTRAINT operating_checks_two_organizations UNIQUE (record_id, organization_id),
    CONSTRAINT operating_checks_two_people UNIQUE (record_id, member_id))`;

const over = (region: string) =>
  `coalesce(${region} LIKE regexp_replace(o.region_code, '(00){1,2}$', '') || '%', false)`;

const KEEP = [
  // Offices over the home county or the paired east alone; neither who submitted it or a paper of it, nor the county that reports it.
  `CREATE FUNCTION keep_operating_checks() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF NOT EXISTS (SELECT FROM operating_records c JOIN park_projects p ON p.id = c.project_id JOIN parks k ON k.id = p.park_id
         JOIN organizations o ON o.id = NEW.organization_id JOIN organizations s ON s.id = c.submitter_id
       WHERE c.id = NEW.record_id AND o.kind = 'COLLABORATION_OFFICE' AND c.submitted_by <> NEW.member_id AND c.submitter_id <> o.id
         AND o.region_code <> k.home_county_code AND (o.region_code <> s.region_code OR o.region_code LIKE '%00')
         AND (${over('k.home_county_code')} OR ${over('p.east_region_code')})
         AND NOT EXISTS (SELECT FROM operating_record_evidence x JOIN project_evidence e ON e.id = x.evidence_id
           WHERE x.record_id = c.id AND (e.submitter_id = o.id OR e.submitted_by = NEW.member_id))) THEN
       RAISE EXCEPTION 'operating record % is verified by who may not', NEW.record_id USING ERRCODE = 'check_violation';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER operating_checks_true BEFORE INSERT ON operating_checks FOR EACH ROW EXECUTE FUNCTION keep_operating_checks()`,
  // Its words never change. Verified, it stands on two checks of two sides or a province, until one that names it takes its place.
  `CREATE FUNCTION keep_operating_records() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF TG_OP = 'DELETE' OR OLD.state NOT IN ('SUBMITTED', 'VERIFIED_ONE', 'VERIFIED')
       OR (OLD.state = 'VERIFIED') <> (NEW.state = 'REPLACED')
       OR to_jsonb(NEW) - '{version,state,decided_at,decision_note,replaced_at}'::text[]
          <> to_jsonb(OLD) - '{version,state,decided_at,decision_note,replaced_at}'::text[]
       OR (OLD.decided_at IS NOT NULL AND NEW.decided_at IS DISTINCT FROM OLD.decided_at) THEN
       RAISE EXCEPTION 'operating record % stays as it is', OLD.id USING ERRCODE = 'restrict_violation';
     END IF;
     IF NEW.state = 'VERIFIED' AND (
       (SELECT count(*) FROM operating_checks WHERE record_id = NEW.id) <> 2
       OR (SELECT count(DISTINCT ${over('k.home_county_code')}) < 2 AND NOT bool_or(o.region_code LIKE '%0000')
           FROM operating_checks x JOIN organizations o ON o.id = x.organization_id JOIN park_projects p ON p.id = NEW.project_id
           JOIN parks k ON k.id = p.park_id WHERE x.record_id = NEW.id)
       OR NOT EXISTS (SELECT FROM operating_record_evidence x JOIN project_evidence one ON one.id = x.evidence_id
           JOIN operating_record_evidence y ON y.record_id = x.record_id JOIN project_evidence other ON other.id = y.evidence_id
           WHERE x.record_id = NEW.id AND NOT one.issuer_usccs && other.issuer_usccs)) THEN
       RAISE EXCEPTION 'operating record % lacks a check or a source', NEW.id USING ERRCODE = 'check_violation';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER operating_records_kept BEFORE UPDATE OR DELETE ON operating_records
     FOR EACH ROW EXECUTE FUNCTION keep_operating_records()`,
  `CREATE FUNCTION begin_operating_records() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF NEW.state <> 'SUBMITTED' THEN
       RAISE EXCEPTION 'operating record % begins submitted', NEW.id USING ERRCODE = 'check_violation';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER operating_records_begin BEFORE INSERT ON operating_records FOR EACH ROW EXECUTE FUNCTION begin_operating_records()`,
];
const APPEND_ONLY = ['operating_record_evidence', 'operating_checks'];

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 到位资金: what was really paid in, signed, verified by two people of two offices; never edited, corrected by another record. */
export class CreateCapitalRecords1795300001162 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [RANGES, RECORDS, PAPERS, CHECKS, ...KEEP, ...SUM]) await runner.query(statement);
    for (const [stage, position, kinds] of SHIPPED_NEEDS)
      await runner.query(
        `INSERT INTO stage_evidence_needs (stage, position, kinds, valid_from, source_document)
         VALUES ($1, $2, $3, '2021-01-01', '携手平台规则(自定默认值)')`,
        [stage, position, kinds],
      );
    for (const [industry, ...yuan] of SHIPPED_RANGES)
      await runner.query(
        `INSERT INTO industry_capital_ranges (industry_code, job_least_fen, job_most_fen, m2_least_fen, m2_most_fen, valid_from, source_document)
         VALUES ($1, $2, $3, $4, $5, '2021-01-01', '携手平台规则(自定默认值)')`,
        [industry, ...yuan.map((whole) => whole * 100)],
      );
    for (const table of APPEND_ONLY)
      await runner.query(
        `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
      );
    for (const table of [...APPEND_ONLY, 'capital_records'])
      await runner.query(
        `CREATE TRIGGER ${table}_keep BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'capital_checks',
      'capital_record_evidence',
      'capital_records',
      'industry_capital_ranges',
    ])
      await runner.query(`DROP TABLE ${table}`);
    await runner.query('DROP TRIGGER park_projects_paid_in_true ON park_projects');
    for (const name of FUNCTIONS) await runner.query(`DROP FUNCTION ${name}()`);
    await runner.query('ALTER TABLE park_projects DROP COLUMN paid_in_fen');
    await runner.query(`DELETE FROM stage_evidence_needs WHERE stage LIKE 'CAPITAL_%'`);
  }
}

/** What a job and a square metre usually cost in an industry; the longest code that fits is asked, '' is all others. */
const RANGES = `
  CREATE TABLE industry_capital_ranges (
    industry_code text NOT NULL CHECK (industry_code ~ '^([A-Z]|[0-9]{2,4})?$'),
    job_least_fen bigint NOT NULL CHECK (job_least_fen > 0), job_most_fen bigint NOT NULL CHECK (job_most_fen >= job_least_fen),
    m2_least_fen bigint NOT NULL CHECK (m2_least_fen > 0), m2_most_fen bigint NOT NULL CHECK (m2_most_fen >= m2_least_fen),
    valid_from date NOT NULL, valid_to date CHECK (valid_to >= valid_from), source_document text NOT NULL,
    PRIMARY KEY (industry_code, valid_from),
    CONSTRAINT industry_capital_ranges_dates_apart EXCLUDE USING gist (
      industry_code WITH =, daterange(valid_from, valid_to, '[]') WITH &&))`;
/** Code; yuan a job from and to, yuan a square metre from and to. Wide: they point, they do not decide. */
const SHIPPED_RANGES: readonly (readonly [string, number, number, number, number])[] = [
  ['', 20_000, 3_000_000, 150, 30_000],
  ['A', 5_000, 1_000_000, 5, 3_000],
  ['13', 30_000, 1_500_000, 300, 8_000],
  ['14', 30_000, 1_500_000, 300, 8_000],
  ['18', 10_000, 500_000, 200, 6_000],
  ['39', 50_000, 6_000_000, 800, 40_000],
];
const SHIPPED_NEEDS: readonly (readonly [string, number, readonly string[]])[] = [
  ['CAPITAL_CASH', 1, ['BANK_RECEIPT', 'CAPITAL_VERIFICATION']],
  ['CAPITAL_EQUIPMENT', 1, ['EQUIPMENT_INVOICE', 'CUSTOMS_DECLARATION']],
  ['CAPITAL_EQUIPMENT', 2, ['BANK_RECEIPT', 'ASSET_APPRAISAL', 'INSPECTION']],
  ['CAPITAL_CONSTRUCTION', 1, ['CONSTRUCTION_INVOICE']],
  ['CAPITAL_CONSTRUCTION', 2, ['BANK_RECEIPT', 'INSPECTION']],
  ['CAPITAL_IN_KIND', 1, ['ASSET_APPRAISAL', 'CAPITAL_VERIFICATION']],
];

/** A withdrawal is below zero; a correction says which record it corrects and has either sign. */
const RECORDS = `
  ALTER TABLE park_projects ADD COLUMN paid_in_fen bigint NOT NULL DEFAULT 0
    CONSTRAINT park_projects_paid_in_not_below_zero CHECK (paid_in_fen >= 0);
  CREATE TABLE capital_records (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0), project_id uuid NOT NULL REFERENCES park_projects,
    nature text NOT NULL CHECK (nature IN ('CONTRIBUTION', 'WITHDRAWAL', 'CORRECTION')),
    kind text NOT NULL CHECK (kind IN ('CASH', 'EQUIPMENT', 'CONSTRUCTION', 'IN_KIND')),
    fen bigint NOT NULL CHECK (fen <> 0), contributed_on date NOT NULL, note text,
    corrects_id uuid,
    state text NOT NULL CHECK (state IN ('SUBMITTED', 'VERIFIED_ONE', 'VERIFIED', 'REJECTED', 'WITHDRAWN')),
    submitted_by uuid NOT NULL REFERENCES members, submitter_id uuid NOT NULL REFERENCES organizations,
    submitted_at timestamptz NOT NULL, decided_at timestamptz, decision_note text,
    UNIQUE (id, project_id), FOREIGN KEY (corrects_id, project_id) REFERENCES capital_records (id, project_id),
    CHECK ((nature = 'CORRECTION') = (corrects_id IS NOT NULL)),
    CHECK (CASE nature WHEN 'CONTRIBUTION' THEN fen > 0 WHEN 'WITHDRAWAL' THEN fen < 0 ELSE true END),
    CHECK ((decided_at IS NULL) = (state IN ('SUBMITTED', 'VERIFIED_ONE'))));
  CREATE INDEX capital_records_by_project ON capital_records (project_id, contributed_on);
  CREATE INDEX capital_records_by_date ON capital_records (submitted_at DESC, id DESC);
  CREATE INDEX capital_records_by_corrected ON capital_records (corrects_id) WHERE corrects_id IS NOT NULL`;

const PAPERS = `
  CREATE TABLE capital_record_evidence (
    record_id uuid NOT NULL, project_id uuid NOT NULL, evidence_id uuid NOT NULL,
    PRIMARY KEY (record_id, evidence_id),
    FOREIGN KEY (record_id, project_id) REFERENCES capital_records (id, project_id),
    FOREIGN KEY (evidence_id, project_id) REFERENCES project_evidence (id, project_id));
  CREATE INDEX capital_record_evidence_by_paper ON capital_record_evidence (evidence_id)`;

const CHECKS = `
  CREATE TABLE capital_checks (
    id uuid PRIMARY KEY, record_id uuid NOT NULL REFERENCES capital_records,
    organization_id uuid NOT NULL REFERENCES organizations, member_id uuid NOT NULL REFERENCES members,
    standing text NOT NULL CHECK (standing IN ('OTHER_SIDE', 'PROVINCE', 'SAME_SIDE')), checked_at timestamptz NOT NULL,
    CONSTRAINT capital_checks_two_organizations UNIQUE (record_id, organization_id),
    CONSTRAINT capital_checks_two_people UNIQUE (record_id, member_id))`;

const KEEP = [
  // Neither who submitted it, nor his organization, nor an office of the county that reports the number.
  `CREATE FUNCTION keep_capital_checks() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF EXISTS (SELECT FROM capital_records c JOIN park_projects p ON p.id = c.project_id JOIN parks k ON k.id = p.park_id
         JOIN organizations o ON o.id = NEW.organization_id JOIN organizations s ON s.id = c.submitter_id
       WHERE c.id = NEW.record_id AND (c.submitted_by = NEW.member_id OR c.submitter_id = o.id OR o.kind <> 'COLLABORATION_OFFICE'
         OR o.region_code = k.county_code OR (o.region_code = s.region_code AND o.region_code NOT LIKE '%00'))) THEN
       RAISE EXCEPTION 'capital record % is verified by its own side', NEW.record_id USING ERRCODE = 'check_violation';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER capital_checks_true BEFORE INSERT ON capital_checks FOR EACH ROW EXECUTE FUNCTION keep_capital_checks()`,
  // Its words never change; once decided nothing does. Verified, it stands on two checks and moves the sum of its project.
  `CREATE FUNCTION keep_capital_records() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF TG_OP = 'DELETE' OR OLD.decided_at IS NOT NULL
       OR to_jsonb(NEW) - '{version,state,decided_at,decision_note}'::text[]
          <> to_jsonb(OLD) - '{version,state,decided_at,decision_note}'::text[] THEN
       RAISE EXCEPTION 'capital record % stays as it is', OLD.id USING ERRCODE = 'restrict_violation';
     END IF;
     IF NEW.state = 'VERIFIED' THEN
       IF (SELECT count(*) FROM capital_checks WHERE record_id = NEW.id) <> 2
         OR NOT EXISTS (SELECT FROM capital_checks WHERE record_id = NEW.id AND standing <> 'SAME_SIDE')
         OR NOT EXISTS (SELECT FROM capital_record_evidence x JOIN project_evidence one ON one.id = x.evidence_id
           JOIN capital_record_evidence y ON y.record_id = x.record_id JOIN project_evidence other ON other.id = y.evidence_id
           WHERE x.record_id = NEW.id AND NOT one.issuer_usccs && other.issuer_usccs) THEN
         RAISE EXCEPTION 'capital record % lacks a check or a source', NEW.id USING ERRCODE = 'check_violation';
       END IF;
       UPDATE park_projects SET paid_in_fen = paid_in_fen + NEW.fen WHERE id = NEW.project_id;
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER capital_records_kept BEFORE UPDATE OR DELETE ON capital_records
     FOR EACH ROW EXECUTE FUNCTION keep_capital_records()`,
  `CREATE FUNCTION begin_capital_records() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF NEW.state <> 'SUBMITTED' THEN
       RAISE EXCEPTION 'capital record % begins submitted', NEW.id USING ERRCODE = 'check_violation';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER capital_records_begin BEFORE INSERT ON capital_records FOR EACH ROW EXECUTE FUNCTION begin_capital_records()`,
];
const SUM = [
  // At commit: whoever moved it, the sum is that of the verified records.
  `CREATE FUNCTION keep_paid_in() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF (SELECT paid_in_fen FROM park_projects WHERE id = NEW.id)
       <> (SELECT coalesce(sum(fen), 0) FROM capital_records WHERE project_id = NEW.id AND state = 'VERIFIED') THEN
       RAISE EXCEPTION 'paid-in capital of project % is not that of its verified records', NEW.id USING ERRCODE = 'check_violation';
     END IF;
     RETURN NULL;
   END $$`,
  `CREATE CONSTRAINT TRIGGER park_projects_paid_in_true AFTER INSERT OR UPDATE OF paid_in_fen ON park_projects
     DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keep_paid_in()`,
];
const APPEND_ONLY = ['capital_record_evidence', 'capital_checks'];
const FUNCTIONS = ['keep_capital_checks', 'keep_capital_records', 'begin_capital_records', 'keep_paid_in'];

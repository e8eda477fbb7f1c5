import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 园区项目: from a lead to scale, step by step, each from SIGNED on by papers of others than those who gain by it. */
export class CreateParkProjects1795300001161 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [NEEDS, PROJECTS, SIGHT, PAPERS, STEPS, VISITS, ENTERPRISES, ...KEEP])
      await runner.query(statement);
    for (const [stage, position, kinds] of SHIPPED_NEEDS)
      await runner.query(
        `INSERT INTO stage_evidence_needs (stage, position, kinds, valid_from, source_document)
         VALUES ($1, $2, $3, '2021-01-01', '携手平台规则(自定默认值)')`,
        [stage, position, kinds],
      );
    for (const table of APPEND_ONLY)
      await runner.query(
        `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
      );
    for (const table of [...APPEND_ONLY, 'park_projects', 'project_owners'])
      await runner.query(
        `CREATE TRIGGER ${table}_keep BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP TABLE ${table}`);
    for (const name of FUNCTIONS) await runner.query(`DROP FUNCTION ${name}()`);
    await runner.query('DROP FUNCTION project_stage_number(text)');
    await runner.query('DROP SEQUENCE park_project_numbers');
  }
}

const STAGES = `'LEAD', 'CONTACTED', 'SITE_VISIT', 'LETTER_OF_INTENT', 'SIGNED', 'REGISTERED', 'APPROVED',
  'UNDER_CONSTRUCTION', 'EQUIPPED', 'TRIAL', 'IN_PRODUCTION', 'SCALE'`;
const KINDS = `'CONTRACT', 'PROJECT_FILING', 'BUSINESS_REGISTRATION', 'BANK_RECEIPT', 'CAPITAL_VERIFICATION', 'LAND_APPROVAL',
  'ENVIRONMENTAL_APPROVAL', 'ENERGY_APPROVAL', 'CONSTRUCTION_PERMIT', 'CONSTRUCTION_INVOICE', 'EQUIPMENT_INVOICE',
  'CUSTOMS_DECLARATION', 'ASSET_APPRAISAL', 'LICENCE', 'ELECTRICITY_BILL', 'TAX_RECORD', 'SOCIAL_INSURANCE', 'SALES_INVOICE',
  'STATISTICS', 'INSPECTION', 'COURT_OR_REGISTRY', 'OTHER'`;

/** Which papers a step needs: of every position one of its kinds. Dated: a newer row takes over on its day. */
const NEEDS = `
  CREATE TABLE stage_evidence_needs (
    stage text NOT NULL, position integer NOT NULL CHECK (position > 0),
    kinds text[] NOT NULL CHECK (cardinality(kinds) > 0 AND kinds <@ ARRAY[${KINDS}]),
    valid_from date NOT NULL, valid_to date CHECK (valid_to >= valid_from), source_document text NOT NULL,
    PRIMARY KEY (stage, position, valid_from),
    CONSTRAINT stage_evidence_needs_dates_apart EXCLUDE USING gist (
      stage WITH =, position WITH =, daterange(valid_from, valid_to, '[]') WITH &&))`;
const SHIPPED_NEEDS: readonly (readonly [string, number, readonly string[]])[] = [
  ['SIGNED', 1, ['CONTRACT']],
  ['SIGNED', 2, ['PROJECT_FILING', 'BANK_RECEIPT']],
  ['REGISTERED', 1, ['BUSINESS_REGISTRATION']],
  ['REGISTERED', 2, ['BANK_RECEIPT', 'CAPITAL_VERIFICATION', 'TAX_RECORD']],
  ['APPROVED', 1, ['LAND_APPROVAL']],
  ['APPROVED', 2, ['ENVIRONMENTAL_APPROVAL']],
  ['APPROVED', 3, ['ENERGY_APPROVAL']],
  ['UNDER_CONSTRUCTION', 1, ['CONSTRUCTION_PERMIT', 'INSPECTION']],
  ['UNDER_CONSTRUCTION', 2, ['CONSTRUCTION_INVOICE', 'BANK_RECEIPT']],
  ['EQUIPPED', 1, ['EQUIPMENT_INVOICE', 'CUSTOMS_DECLARATION']],
  ['EQUIPPED', 2, ['BANK_RECEIPT', 'ASSET_APPRAISAL', 'INSPECTION']],
  ['TRIAL', 1, ['ELECTRICITY_BILL']],
  ['TRIAL', 2, ['SOCIAL_INSURANCE', 'LICENCE', 'INSPECTION']],
  ['IN_PRODUCTION', 1, ['ELECTRICITY_BILL']],
  ['IN_PRODUCTION', 2, ['TAX_RECORD']],
  ['IN_PRODUCTION', 3, ['SOCIAL_INSURANCE', 'LICENCE', 'SALES_INVOICE']],
  ['SCALE', 1, ['STATISTICS']],
  ['SCALE', 2, ['TAX_RECORD']],
];

/** Introducer, park and investor are said once. Once signed, what was signed stays. */
const PROJECTS = `
  CREATE SEQUENCE park_project_numbers;
  CREATE TABLE park_projects (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0), number text NOT NULL UNIQUE,
    park_id uuid NOT NULL REFERENCES parks,
    title text NOT NULL,
    investor_id uuid REFERENCES organizations, investor_name text NOT NULL,
    investor_uscc text NOT NULL CHECK (investor_uscc ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
    enterprise_name text, enterprise_uscc text CHECK (enterprise_uscc ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
    industry_code text NOT NULL CHECK (industry_code ~ '^([A-Z]|[0-9]{2,4})$'),
    investment_fen bigint NOT NULL CHECK (investment_fen > 0),
    planned_jobs integer NOT NULL CHECK (planned_jobs BETWEEN 0 AND 1000000),
    land_m2 integer CHECK (land_m2 BETWEEN 1 AND 1000000000),
    introducer_id uuid NOT NULL REFERENCES organizations, introducer_member_id uuid REFERENCES members,
    pairing_id uuid REFERENCES pairings, east_region_code text, counting_year integer CHECK (counting_year BETWEEN 2016 AND 2100),
    stage text NOT NULL CHECK (stage IN (${STAGES})),
    standing text NOT NULL CHECK (standing IN ('ACTIVE', 'STALLED', 'TERMINATED', 'EXITED')),
    signed_at timestamptz, evidence_at timestamptz NOT NULL, stalled_at timestamptz,
    registered_by uuid NOT NULL REFERENCES members, registrant_id uuid NOT NULL REFERENCES organizations,
    registered_at timestamptz NOT NULL,
    CHECK ((pairing_id IS NULL) = (east_region_code IS NULL)),
    CHECK ((enterprise_name IS NULL) = (enterprise_uscc IS NULL)));
  CREATE FUNCTION project_stage_number(stage text) RETURNS integer LANGUAGE sql IMMUTABLE AS
    $$ SELECT array_position(ARRAY[${STAGES}], stage) $$;
  ALTER TABLE park_projects
    ADD CONSTRAINT park_projects_signed CHECK ((signed_at IS NOT NULL) = (project_stage_number(stage) >= project_stage_number('SIGNED'))),
    ADD CONSTRAINT park_projects_registered CHECK (enterprise_uscc IS NOT NULL OR project_stage_number(stage) < project_stage_number('REGISTERED')),
    ADD CONSTRAINT park_projects_stalled CHECK ((stalled_at IS NOT NULL) = (standing = 'STALLED'));
  CREATE INDEX park_projects_by_date ON park_projects (registered_at DESC, id DESC);
  CREATE INDEX park_projects_by_park ON park_projects (park_id);
  CREATE INDEX park_projects_by_introducer ON park_projects (introducer_id);
  CREATE INDEX park_projects_by_investor ON park_projects (investor_id) WHERE investor_id IS NOT NULL;
  CREATE INDEX park_projects_by_east ON park_projects (east_region_code text_pattern_ops) WHERE east_region_code IS NOT NULL;
  CREATE INDEX park_projects_by_enterprise ON park_projects (enterprise_uscc) WHERE enterprise_uscc IS NOT NULL;
  CREATE INDEX park_projects_waiting ON park_projects (evidence_at) WHERE standing = 'ACTIVE'`;

/** To whom it is known before it is signed, and who sees to it. */
const SIGHT = `
  CREATE TABLE project_releases (
    project_id uuid NOT NULL REFERENCES park_projects, organization_id uuid NOT NULL REFERENCES organizations,
    released_by uuid NOT NULL REFERENCES members, released_at timestamptz NOT NULL,
    PRIMARY KEY (project_id, organization_id));
  CREATE INDEX project_releases_by_organization ON project_releases (organization_id);
  CREATE TABLE project_owners (
    project_id uuid NOT NULL REFERENCES park_projects, number integer NOT NULL CHECK (number > 0),
    organization_id uuid NOT NULL REFERENCES organizations, member_id uuid NOT NULL REFERENCES members,
    from_on date NOT NULL, until_on date CHECK (until_on >= from_on),
    PRIMARY KEY (project_id, number));
  CREATE UNIQUE INDEX project_owners_one ON project_owners (project_id) WHERE until_on IS NULL`;

const PAPERS = `
  CREATE TABLE project_evidence (
    id uuid PRIMARY KEY, project_id uuid NOT NULL REFERENCES park_projects, file_id uuid NOT NULL REFERENCES files,
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    kind text NOT NULL CHECK (kind IN (${KINDS})),
    issuer_usccs text[] NOT NULL CHECK (cardinality(issuer_usccs) BETWEEN 1 AND 5),
    issuer_names text[] NOT NULL CHECK (cardinality(issuer_names) = cardinality(issuer_usccs)),
    document_no text NOT NULL, issued_on date NOT NULL,
    submitted_by uuid NOT NULL REFERENCES members, submitter_id uuid NOT NULL REFERENCES organizations,
    submitted_at timestamptz NOT NULL,
    UNIQUE (id, project_id), CONSTRAINT project_evidence_once UNIQUE (project_id, sha256));
  CREATE INDEX project_evidence_by_bytes ON project_evidence (sha256);
  CREATE INDEX project_evidence_by_number ON project_evidence (document_no)`;

/** Every change of stage or standing; a paper proves one step only. */
const STEPS = `
  CREATE TABLE project_steps (
    id uuid PRIMARY KEY, project_id uuid NOT NULL REFERENCES park_projects, sequence integer NOT NULL CHECK (sequence > 0),
    verb text NOT NULL CHECK (verb IN ('register', 'advance', 'stall', 'stop', 'resume', 'terminate', 'exit')),
    stage text NOT NULL CHECK (stage IN (${STAGES})),
    standing text NOT NULL CHECK (standing IN ('ACTIVE', 'STALLED', 'TERMINATED', 'EXITED')),
    occurred_on date NOT NULL, note text,
    member_id uuid REFERENCES members, organization_id uuid REFERENCES organizations, at timestamptz NOT NULL,
    UNIQUE (project_id, sequence), UNIQUE (id, project_id),
    CHECK ((member_id IS NULL) = (verb = 'stall')), CHECK ((organization_id IS NULL) = (verb = 'stall')));
  CREATE TABLE project_step_evidence (
    step_id uuid NOT NULL, project_id uuid NOT NULL, evidence_id uuid NOT NULL CONSTRAINT project_evidence_proves_one_step UNIQUE,
    PRIMARY KEY (step_id, evidence_id),
    FOREIGN KEY (step_id, project_id) REFERENCES project_steps (id, project_id),
    FOREIGN KEY (evidence_id, project_id) REFERENCES project_evidence (id, project_id))`;

const VISITS = `
  CREATE TABLE project_visits (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0), project_id uuid NOT NULL REFERENCES park_projects,
    kind text NOT NULL CHECK (kind IN ('SITE_VISIT', 'MEETING', 'CALL', 'TASK')),
    subject text NOT NULL, planned_on date NOT NULL,
    owner_id uuid NOT NULL REFERENCES organizations, owner_member_id uuid REFERENCES members,
    state text NOT NULL CHECK (state IN ('PLANNED', 'DONE', 'CANCELLED')), done_on date, outcome text,
    planned_by uuid NOT NULL REFERENCES members, planned_at timestamptz NOT NULL,
    closed_by uuid REFERENCES members, closed_at timestamptz, reminded_at timestamptz,
    CHECK ((done_on IS NOT NULL) = (state = 'DONE')), CHECK ((closed_at IS NULL) = (state = 'PLANNED')),
    CHECK ((closed_by IS NULL) = (closed_at IS NULL)));
  CREATE INDEX project_visits_by_project ON project_visits (project_id, planned_on);
  CREATE INDEX project_visits_planned ON project_visits (planned_on) WHERE state = 'PLANNED' AND reminded_at IS NULL`;

/** The day an enterprise first produced stays; who became whom makes two codes one enterprise. */
const ENTERPRISES = `
  CREATE TABLE project_productions (
    project_id uuid PRIMARY KEY REFERENCES park_projects, uscc text NOT NULL CHECK (uscc ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
    first_on date NOT NULL, step_id uuid NOT NULL REFERENCES project_steps, recorded_at timestamptz NOT NULL);
  CREATE INDEX project_productions_by_uscc ON project_productions (uscc);
  CREATE TABLE enterprise_successions (
    id uuid PRIMARY KEY,
    predecessor_uscc text NOT NULL CHECK (predecessor_uscc ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
    successor_uscc text NOT NULL CHECK (successor_uscc ~ '^[0-9A-HJ-NPQRTUWXY]{18}$' AND successor_uscc <> predecessor_uscc),
    kind text NOT NULL CHECK (kind IN ('RENAMED', 'RE_REGISTERED', 'MERGED', 'SPLIT')), succeeded_on date NOT NULL,
    project_id uuid NOT NULL REFERENCES park_projects, file_id uuid NOT NULL REFERENCES files,
    recorded_by uuid NOT NULL REFERENCES members, recorded_at timestamptz NOT NULL,
    CONSTRAINT enterprise_successions_once UNIQUE (predecessor_uscc, successor_uscc));
  CREATE INDEX enterprise_successions_by_successor ON enterprise_successions (successor_uscc)`;

const KEEP = [
  // One step at a time, never back, only while it runs; who introduced it and where never changes, the terms not once signed.
  `CREATE FUNCTION keep_park_projects() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF TG_OP = 'DELETE' THEN
       RAISE EXCEPTION 'park project % stays', OLD.id USING ERRCODE = 'restrict_violation';
     END IF;
     IF (NEW.park_id, NEW.investor_uscc, NEW.introducer_id, NEW.introducer_member_id, NEW.registered_by, NEW.number)
         IS DISTINCT FROM (OLD.park_id, OLD.investor_uscc, OLD.introducer_id, OLD.introducer_member_id, OLD.registered_by, OLD.number)
       OR (OLD.signed_at IS NOT NULL AND (NEW.investment_fen, NEW.planned_jobs, NEW.land_m2, NEW.industry_code, NEW.pairing_id,
           NEW.counting_year, NEW.signed_at) IS DISTINCT FROM
           (OLD.investment_fen, OLD.planned_jobs, OLD.land_m2, OLD.industry_code, OLD.pairing_id, OLD.counting_year, OLD.signed_at))
       OR (OLD.enterprise_uscc IS NOT NULL AND NEW.enterprise_uscc IS DISTINCT FROM OLD.enterprise_uscc)
       OR OLD.standing IN ('TERMINATED', 'EXITED') AND (NEW.stage, NEW.standing) IS DISTINCT FROM (OLD.stage, OLD.standing)
       OR project_stage_number(NEW.stage) NOT IN (project_stage_number(OLD.stage), project_stage_number(OLD.stage) + 1)
       OR (NEW.stage <> OLD.stage AND (OLD.standing <> 'ACTIVE' OR NEW.standing <> 'ACTIVE')) THEN
       RAISE EXCEPTION 'park project % cannot change so', OLD.id USING ERRCODE = 'check_violation';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER park_projects_kept BEFORE UPDATE OR DELETE ON park_projects FOR EACH ROW EXECUTE FUNCTION keep_park_projects()`,
  `CREATE FUNCTION keep_project_owners() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF TG_OP = 'DELETE' OR OLD.until_on IS NOT NULL OR to_jsonb(NEW) - 'until_on' <> to_jsonb(OLD) - 'until_on' THEN
       RAISE EXCEPTION 'who saw to project % stays', OLD.project_id USING ERRCODE = 'restrict_violation';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER project_owners_kept BEFORE UPDATE OR DELETE ON project_owners FOR EACH ROW EXECUTE FUNCTION keep_project_owners()`,
  // Nobody proves a step by what he or his organization brought.
  `CREATE FUNCTION keep_project_step_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF EXISTS (SELECT FROM project_steps s JOIN project_evidence e ON e.id = NEW.evidence_id
         WHERE s.id = NEW.step_id AND (e.submitted_by = s.member_id OR e.submitter_id = s.organization_id)) THEN
       RAISE EXCEPTION 'step % is proved by who takes it', NEW.step_id USING ERRCODE = 'check_violation';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER project_step_evidence_true BEFORE INSERT ON project_step_evidence
     FOR EACH ROW EXECUTE FUNCTION keep_project_step_evidence()`,
  // At commit: a stage stands on its step, and from SIGNED on the step on every kind its date asks for and on two issuers.
  `CREATE FUNCTION prove_project_stage() RETURNS trigger LANGUAGE plpgsql AS $$
   DECLARE step project_steps;
   BEGIN
     SELECT * INTO step FROM project_steps WHERE project_id = NEW.id AND verb IN ('register', 'advance') AND stage = NEW.stage;
     IF NOT FOUND OR (step.verb = 'advance' AND project_stage_number(NEW.stage) >= project_stage_number('SIGNED') AND (
       EXISTS (SELECT FROM stage_evidence_needs n WHERE n.stage = NEW.stage
         AND n.valid_from <= (step.at AT TIME ZONE 'Asia/Shanghai')::date AND coalesce(n.valid_to, 'infinity') >= (step.at AT TIME ZONE 'Asia/Shanghai')::date
         AND NOT EXISTS (SELECT FROM project_step_evidence x JOIN project_evidence e ON e.id = x.evidence_id
           WHERE x.step_id = step.id AND e.kind = ANY(n.kinds)))
       OR NOT EXISTS (SELECT FROM project_step_evidence x JOIN project_evidence one ON one.id = x.evidence_id
         JOIN project_step_evidence y ON y.step_id = x.step_id JOIN project_evidence other ON other.id = y.evidence_id
         WHERE x.step_id = step.id AND NOT one.issuer_usccs && other.issuer_usccs))) THEN
       RAISE EXCEPTION 'stage % of project % is not proved', NEW.stage, NEW.id USING ERRCODE = 'check_violation';
     END IF;
     RETURN NULL;
   END $$`,
  `CREATE CONSTRAINT TRIGGER park_projects_proved AFTER INSERT OR UPDATE OF stage ON park_projects DEFERRABLE INITIALLY DEFERRED
     FOR EACH ROW EXECUTE FUNCTION prove_project_stage()`,
];

const APPEND_ONLY = [
  'project_releases',
  'project_evidence',
  'project_steps',
  'project_step_evidence',
  'project_productions',
  'enterprise_successions',
];
const TABLES = [
  'enterprise_successions',
  'project_productions',
  'project_visits',
  'project_step_evidence',
  'project_steps',
  'project_evidence',
  'project_owners',
  'project_releases',
  'park_projects',
  'stage_evidence_needs',
];
const FUNCTIONS = [
  'keep_park_projects',
  'keep_project_owners',
  'keep_project_step_evidence',
  'prove_project_stage',
];

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 飞地经济: how two sides share output, tax and jobs of a park, and the yearly statements they sign. */
export class ShareBenefitsOfEnclaves1795300001186 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [CONTRACTS, STATEMENTS, SIGNATURES, ...KEEP]) await runner.query(statement);
    for (const table of APPEND_ONLY)
      await runner.query(
        `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
      );
    for (const table of [...APPEND_ONLY, 'sharing_contracts', 'sharing_statements'])
      await runner.query(
        `CREATE TRIGGER ${table}_keep BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'sharing_statement_signatures',
      'sharing_contract_signatures',
      'sharing_statement_records',
      'sharing_statements',
      'sharing_contracts',
    ])
      await runner.query(`DROP TABLE ${table}`);
    for (const name of ['keep_sharing_contracts', 'keep_sharing_statements'])
      await runner.query(`DROP FUNCTION ${name}()`);
  }
}

const split = (what: string) => `
    ${what}_east_ppm integer NOT NULL, ${what}_west_ppm integer NOT NULL,
    CHECK (${what}_east_ppm >= 0 AND ${what}_west_ppm >= 0 AND ${what}_east_ppm + ${what}_west_ppm = 1000000),`;

/** From the first day of a quarter to the last of one, for records are of quarters; no two in force on one day. */
const CONTRACTS = `
  CREATE TABLE sharing_contracts (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0), park_id uuid NOT NULL REFERENCES parks,
    east_region_code text NOT NULL CHECK (east_region_code ~ '^[0-9]{6}$'),
    home_county_code text NOT NULL CHECK (home_county_code ~ '^[0-9]{6}$'),
    effective_from date NOT NULL CHECK (extract(day FROM effective_from) = 1 AND extract(month FROM effective_from) IN (1, 4, 7, 10)),
    effective_to date CHECK (effective_to > effective_from AND to_char(effective_to, 'MM-DD') IN ('03-31', '06-30', '09-30', '12-31')),
    ${['output', 'tax', 'jobs'].map(split).join('')}
    note text, sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    state text NOT NULL CHECK (state IN ('PROPOSED', 'SIGNED_ONE', 'IN_FORCE', 'WITHDRAWN')),
    proposed_by uuid NOT NULL REFERENCES members, proposer_id uuid NOT NULL REFERENCES organizations,
    proposed_at timestamptz NOT NULL, decided_at timestamptz, decision_note text,
    CHECK ((decided_at IS NOT NULL) = (state IN ('IN_FORCE', 'WITHDRAWN'))),
    CONSTRAINT sharing_contracts_apart EXCLUDE USING gist (
      park_id WITH =, daterange(effective_from, effective_to, '[]') WITH &&) WHERE (state = 'IN_FORCE'));
  CREATE INDEX sharing_contracts_by_date ON sharing_contracts (proposed_at DESC, id DESC);
  CREATE INDEX sharing_contracts_by_park ON sharing_contracts (park_id)`;

const shares = (what: string) => `
    ${what} bigint NOT NULL CHECK (${what} >= 0), ${what}_east bigint NOT NULL CHECK (${what}_east >= 0),
    ${what}_west bigint NOT NULL CHECK (${what}_west >= 0), CHECK (${what}_east + ${what}_west = ${what}),`;

/** Of one contract and year one after the other; the newest is what both sign, a signed one is supplemented by the next. */
const STATEMENTS = `
  CREATE TABLE sharing_statements (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0), contract_id uuid NOT NULL REFERENCES sharing_contracts,
    year integer NOT NULL CHECK (year BETWEEN 2016 AND 2100), number integer NOT NULL CHECK (number > 0),
    supplements_id uuid REFERENCES sharing_statements,
    ${['output_fen', 'tax_fen', 'jobs'].map(shares).join('')}
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    state text NOT NULL CHECK (state IN ('DRAWN', 'SIGNED_ONE', 'SIGNED', 'DISPUTED', 'REPLACED')),
    drawn_by uuid NOT NULL REFERENCES members, drawer_id uuid NOT NULL REFERENCES organizations, drawn_at timestamptz NOT NULL,
    signed_at timestamptz, disputed_by uuid REFERENCES members, disputer_id uuid REFERENCES organizations, dispute_note text,
    UNIQUE (contract_id, year, number), CHECK ((signed_at IS NOT NULL) = (state = 'SIGNED')),
    CHECK ((disputed_by IS NULL) = (dispute_note IS NULL)), CHECK (state <> 'DISPUTED' OR disputed_by IS NOT NULL));
  CREATE UNIQUE INDEX sharing_statements_one_open ON sharing_statements (contract_id, year)
    WHERE state IN ('DRAWN', 'SIGNED_ONE', 'DISPUTED');
  CREATE UNIQUE INDEX sharing_statements_supplement_once ON sharing_statements (supplements_id)
    WHERE state NOT IN ('REPLACED');
  CREATE INDEX sharing_statements_by_date ON sharing_statements (drawn_at DESC, id DESC);
  CREATE TABLE sharing_statement_records (
    statement_id uuid NOT NULL REFERENCES sharing_statements, record_id uuid NOT NULL REFERENCES operating_records,
    PRIMARY KEY (statement_id, record_id))`;

const signatures = (subject: string) => `
  CREATE TABLE sharing_${subject}_signatures (
    ${subject}_id uuid NOT NULL REFERENCES sharing_${subject}s, side text NOT NULL CHECK (side IN ('EAST', 'WEST')),
    organization_id uuid NOT NULL REFERENCES organizations, member_id uuid NOT NULL REFERENCES members,
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'), signed_at timestamptz NOT NULL,
    PRIMARY KEY (${subject}_id, side), UNIQUE (${subject}_id, organization_id), UNIQUE (${subject}_id, member_id))`;
const SIGNATURES = `${signatures('contract')};${signatures('statement')}`;

/** Words never change. In force, or signed: by both sides, under the hash of these words. */
const kept = (table: string, subject: string, both: string, open: string) => [
  `CREATE FUNCTION keep_${table}() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF TG_OP = 'DELETE' OR NOT OLD.state = ANY(${open})
       OR to_jsonb(NEW) - '{version,state,decided_at,decision_note,signed_at,disputed_by,disputer_id,dispute_note}'::text[]
          <> to_jsonb(OLD) - '{version,state,decided_at,decision_note,signed_at,disputed_by,disputer_id,dispute_note}'::text[] THEN
       RAISE EXCEPTION '% % stays as it is', '${subject}', OLD.id USING ERRCODE = 'restrict_violation';
     END IF;
     IF NEW.state = '${both}' AND (SELECT count(*) FROM sharing_${subject}_signatures
         WHERE ${subject}_id = NEW.id AND sha256 = NEW.sha256) <> 2 THEN
       RAISE EXCEPTION '% % is not signed by both sides', '${subject}', NEW.id USING ERRCODE = 'check_violation';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER ${table}_kept BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION keep_${table}()`,
];
const KEEP = [
  ...kept('sharing_contracts', 'contract', 'IN_FORCE', `ARRAY['PROPOSED', 'SIGNED_ONE']`),
  ...kept('sharing_statements', 'statement', 'SIGNED', `ARRAY['DRAWN', 'SIGNED_ONE', 'DISPUTED']`),
];
const APPEND_ONLY = [
  'sharing_statement_records',
  'sharing_contract_signatures',
  'sharing_statement_signatures',
];

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSupplierAdmissions1795300000301 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('CREATE EXTENSION IF NOT EXISTS btree_gist');
    await runner.query(`
      CREATE TABLE supplier_admissions (
        id uuid PRIMARY KEY,
        supplier_id uuid NOT NULL REFERENCES organizations,
        state text NOT NULL CHECK (state IN ('DRAFT', 'SUBMITTED', 'COUNTY_RECOMMENDED', 'ADMITTED', 'UNDER_REVIEW',
          'SUSPENDED', 'REVOKED', 'RETURNED', 'REJECTED', 'WITHDRAWN')),
        sells boolean NOT NULL,
        sells_as text NOT NULL CHECK (sells_as IN ('PRODUCER', 'AGENT')),
        region_code text NOT NULL,
        statement text NOT NULL,
        round integer NOT NULL CHECK (round >= 0),
        submitted_by uuid REFERENCES members,
        submitted_at timestamptz,
        county_due_on date,
        escalated_at timestamptz,
        review_opened_by uuid REFERENCES members,
        recheck_due_on date,
        note text,
        created_at timestamptz NOT NULL,
        version integer NOT NULL,
        CHECK (state <> 'ADMITTED' OR sells),
        CHECK (state IN ('ADMITTED', 'UNDER_REVIEW') OR NOT sells))`);
    await runner.query(`
      CREATE UNIQUE INDEX supplier_admissions_live ON supplier_admissions (supplier_id)
      WHERE state NOT IN ('REJECTED', 'WITHDRAWN', 'REVOKED')`);
    await runner.query(
      'CREATE INDEX supplier_admissions_supplier ON supplier_admissions (supplier_id, created_at)',
    );
    await runner.query(
      'CREATE INDEX supplier_admissions_queue ON supplier_admissions (region_code text_pattern_ops, state)',
    );
    await runner.query(`
      CREATE TABLE admission_opinions (
        admission_id uuid NOT NULL REFERENCES supplier_admissions,
        round integer NOT NULL,
        duty text NOT NULL CHECK (duty IN ('AGRI', 'REVITAL')),
        positive boolean NOT NULL,
        note text,
        member_id uuid NOT NULL REFERENCES members,
        organization_id uuid NOT NULL REFERENCES organizations,
        at timestamptz NOT NULL,
        PRIMARY KEY (admission_id, round, duty),
        UNIQUE (admission_id, round, member_id))`);
    await runner.query(`
      CREATE TABLE admission_history (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        admission_id uuid NOT NULL REFERENCES supplier_admissions,
        supplier_id uuid NOT NULL REFERENCES organizations,
        verb text NOT NULL,
        from_state text,
        to_state text NOT NULL,
        sells boolean NOT NULL,
        member_id uuid REFERENCES members,
        note text,
        at timestamptz NOT NULL)`);
    await runner.query('CREATE INDEX admission_history_supplier ON admission_history (supplier_id, at, id)');
    await runner.query(`
      CREATE TABLE agency_mandates (
        id uuid PRIMARY KEY,
        agent_id uuid NOT NULL REFERENCES organizations,
        principal_id uuid NOT NULL REFERENCES organizations,
        valid_from date NOT NULL,
        valid_to date NOT NULL,
        state text NOT NULL CHECK (state IN ('PROPOSED', 'ACTIVE', 'DECLINED', 'ENDED')),
        text_hash text NOT NULL,
        proposed_by uuid NOT NULL REFERENCES members,
        proposed_at timestamptz NOT NULL,
        signed_by uuid REFERENCES members,
        signed_at timestamptz,
        version integer NOT NULL,
        CHECK (agent_id <> principal_id),
        CHECK (valid_from <= valid_to),
        CHECK (state NOT IN ('ACTIVE', 'ENDED') OR signed_by IS NOT NULL),
        CONSTRAINT one_principal_at_a_time EXCLUDE USING gist
          (agent_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&) WHERE (state IN ('ACTIVE', 'ENDED')))`);
    await runner.query('CREATE INDEX agency_mandates_principal ON agency_mandates (principal_id)');
    for (const table of APPEND_ONLY) {
      await runner.query(
        `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
      );
      await runner.query(
        `CREATE TRIGGER ${table}_keep BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['agency_mandates', 'admission_history', 'admission_opinions', 'supplier_admissions'])
      await runner.query(`DROP TABLE ${table}`);
  }
}

const APPEND_ONLY = ['admission_opinions', 'admission_history'];

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateBudgetsAndTasks1795300000302 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE TABLE approval_limits (
        id uuid PRIMARY KEY REFERENCES organizations,
        limit_fen bigint CHECK (limit_fen >= 0),
        set_by uuid NOT NULL REFERENCES members,
        version integer NOT NULL)`);
    await runner.query(`
      CREATE TABLE budgets (
        id uuid PRIMARY KEY,
        unit_id uuid NOT NULL REFERENCES organizations,
        year integer NOT NULL CHECK (year BETWEEN 2000 AND 2199),
        limit_fen bigint NOT NULL CHECK (limit_fen >= 0),
        reserved_fen bigint NOT NULL CHECK (reserved_fen >= 0),
        set_by uuid NOT NULL REFERENCES members,
        version integer NOT NULL,
        UNIQUE (unit_id, year),
        CHECK (reserved_fen <= limit_fen))`);
    await runner.query(`
      CREATE TABLE budget_entries (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        budget_id uuid NOT NULL REFERENCES budgets,
        fen bigint NOT NULL CHECK (fen <> 0),
        subject_kind text NOT NULL,
        subject_id uuid NOT NULL,
        at timestamptz NOT NULL)`);
    await runner.query('CREATE INDEX budget_entries_budget ON budget_entries (budget_id)');
    await runner.query('CREATE INDEX budget_entries_subject ON budget_entries (subject_kind, subject_id)');
    await runner.query(
      'CREATE TRIGGER budget_entries_append_only BEFORE UPDATE OR DELETE ON budget_entries FOR EACH ROW EXECUTE FUNCTION refuse_change()',
    );
    await runner.query(
      'CREATE TRIGGER budget_entries_keep BEFORE TRUNCATE ON budget_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
    );
    await runner.query(`
      CREATE TABLE tasks (
        id uuid PRIMARY KEY,
        organization_id uuid NOT NULL REFERENCES organizations,
        role text NOT NULL,
        kind text NOT NULL,
        subject_kind text NOT NULL,
        subject_id text NOT NULL,
        opened_at timestamptz NOT NULL,
        due_at timestamptz,
        closed_at timestamptz)`);
    await runner.query(`
      CREATE UNIQUE INDEX tasks_open ON tasks (organization_id, role, kind, subject_kind, subject_id)
      WHERE closed_at IS NULL`);
    await runner.query(
      'CREATE INDEX tasks_subject ON tasks (subject_kind, subject_id) WHERE closed_at IS NULL',
    );
    await runner.query(`
      CREATE TABLE notices (
        id uuid PRIMARY KEY,
        organization_id uuid NOT NULL REFERENCES organizations,
        role text,
        kind text NOT NULL,
        subject_kind text NOT NULL,
        subject_id text NOT NULL,
        data jsonb NOT NULL,
        at timestamptz NOT NULL)`);
    await runner.query('CREATE INDEX notices_organization ON notices (organization_id, at DESC, id DESC)');
    await runner.query(`
      CREATE TABLE notice_reads (
        notice_id uuid NOT NULL REFERENCES notices,
        member_id uuid NOT NULL REFERENCES members,
        at timestamptz NOT NULL,
        PRIMARY KEY (notice_id, member_id))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['notice_reads', 'notices', 'tasks', 'budget_entries', 'budgets', 'approval_limits'])
      await runner.query(`DROP TABLE ${table}`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 园区匹配: what runs stood on, and what each reader was shown of them; confidential intents are in the first and in no other's view. */
export class CreateParkRuns1795300001191 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [RUNS, INPUTS, VIEWS]) await runner.query(statement);
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
    for (const table of [...APPEND_ONLY, 'park_runs']) await runner.query(`DROP TABLE ${table}`);
  }
}

const APPEND_ONLY = ['park_run_views', 'park_run_inputs'];
const SHA256 = `~ '^[0-9a-f]{64}$'`;

const RUNS = `
  CREATE TABLE park_runs (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0),
    state text NOT NULL CHECK (state IN ('REQUESTED', 'RUNNING', 'DONE', 'FAILED')),
    park_id uuid REFERENCES parks, region_code text CHECK (region_code ~ '^[0-9]{6}$'), as_of date NOT NULL,
    requested_by uuid NOT NULL REFERENCES members, requester_id uuid NOT NULL REFERENCES organizations,
    requested_at timestamptz NOT NULL, opens_at timestamptz NOT NULL,
    attempts integer NOT NULL CHECK (attempts >= 0),
    rules_version text, report_sha256 text CHECK (report_sha256 ${SHA256}),
    ended_at timestamptz CHECK (ended_at >= requested_at),
    failure text CHECK (failure IN ('THREAD_LOST', 'INPUT_UNSOUND')),
    CONSTRAINT park_runs_one_scope CHECK ((park_id IS NULL) <> (region_code IS NULL)),
    CONSTRAINT park_runs_end_once CHECK ((state IN ('DONE', 'FAILED')) = (ended_at IS NOT NULL)
      AND (state = 'FAILED') = (failure IS NOT NULL) AND (state = 'DONE') = (report_sha256 IS NOT NULL)));
  CREATE INDEX park_runs_waiting ON park_runs (requested_at, id) WHERE ended_at IS NULL;
  CREATE INDEX park_runs_by_requester ON park_runs (requester_id, requested_at DESC, id DESC);
  CREATE INDEX park_runs_by_date ON park_runs (requested_at DESC, id DESC)`;

const INPUTS = `
  CREATE TABLE park_run_inputs (
    run_id uuid PRIMARY KEY REFERENCES park_runs, sha256 text NOT NULL CHECK (sha256 ${SHA256}), compressed bytea NOT NULL);
  ALTER TABLE park_run_inputs ALTER COLUMN compressed SET STORAGE EXTERNAL`;

/** Canonical JSON: the very bytes a recomputation gives again. */
const VIEWS = `
  CREATE TABLE park_run_views (
    run_id uuid NOT NULL REFERENCES park_runs, kind text NOT NULL CHECK (kind IN ('PARK', 'INVESTOR')), reader_id uuid NOT NULL,
    sha256 text NOT NULL CHECK (sha256 ${SHA256}), view text NOT NULL,
    PRIMARY KEY (run_id, kind, reader_id));
  CREATE INDEX park_run_views_by_reader ON park_run_views (kind, reader_id)`;

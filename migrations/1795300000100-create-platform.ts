import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePlatform1795300000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
      END $$`);
    await runner.query(`
      CREATE TABLE idempotency_keys (
        organization_id uuid NOT NULL,
        operation text NOT NULL,
        key text NOT NULL,
        input_hash bytea NOT NULL,
        result jsonb,
        member_id uuid NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (organization_id, operation, key))`);
    await runner.query(`
      CREATE TABLE event_streams (stream text PRIMARY KEY, last_sequence integer NOT NULL CHECK (last_sequence > 0))`);
    await runner.query(`
      CREATE TABLE domain_events (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        stream text NOT NULL,
        sequence integer NOT NULL,
        kind text NOT NULL,
        payload jsonb NOT NULL,
        at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        UNIQUE (stream, sequence))`);
    await runner.query(`
      CREATE TABLE reaction_cursors (
        reaction text NOT NULL, stream text NOT NULL, last_sequence integer NOT NULL, PRIMARY KEY (reaction, stream))`);
    await runner.query(`
      CREATE TABLE audit_rows (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        cluster bigint NOT NULL DEFAULT (pg_control_system()).system_identifier,
        xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
        at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        member_id uuid, organization_id uuid,
        action text NOT NULL, subject_kind text NOT NULL, subject_id text NOT NULL,
        from_state text, to_state text, reason text,
        data jsonb NOT NULL)`);
    await runner.query('CREATE INDEX audit_rows_xid ON audit_rows (cluster, xid, id)');
    await runner.query('CREATE INDEX audit_rows_subject ON audit_rows (subject_kind, subject_id, id)');
    await runner.query(`
      CREATE TABLE audit_seals (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        cluster bigint NOT NULL, from_tx xid8 NOT NULL, to_tx xid8 NOT NULL, row_count integer NOT NULL CHECK (row_count > 0),
        previous_hash text NOT NULL, hash text NOT NULL UNIQUE,
        sealed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CHECK (from_tx < to_tx))`);
    await runner.query(`
      CREATE TABLE files (
        id uuid PRIMARY KEY, name text NOT NULL, media_type text NOT NULL, size integer NOT NULL CHECK (size > 0),
        sha256 text NOT NULL, organization_id uuid, member_id uuid, uploaded_at timestamptz NOT NULL)`);
    await runner.query(`
      CREATE TABLE file_readers (
        file_id uuid NOT NULL REFERENCES files, organization_id uuid NOT NULL, PRIMARY KEY (file_id, organization_id))`);
    await runner.query(`
      CREATE TABLE installation (
        only_row boolean PRIMARY KEY CHECK (only_row), demonstration boolean NOT NULL, seed text NOT NULL, marked_at timestamptz NOT NULL)`);
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
    for (const table of [
      'installation',
      'file_readers',
      'files',
      'audit_seals',
      'audit_rows',
      'reaction_cursors',
      'domain_events',
      'event_streams',
      'idempotency_keys',
    ]) {
      await runner.query(`DROP TABLE ${table}`);
    }
    await runner.query('DROP FUNCTION refuse_change()');
  }
}

const APPEND_ONLY = ['domain_events', 'audit_rows', 'audit_seals'];

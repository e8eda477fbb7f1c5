import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who took what out of the house, and the digest of the bytes: a table that turns up somewhere can be traced. */
export class RecordExports1795300001600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE TABLE exports (
        id uuid PRIMARY KEY, position bigint GENERATED ALWAYS AS IDENTITY UNIQUE, at timestamptz NOT NULL,
        member_id uuid NOT NULL REFERENCES members, organization_id uuid NOT NULL REFERENCES organizations,
        what text NOT NULL CHECK (what ~ '^[A-Z][A-Z_]*$'), format text NOT NULL CHECK (format IN ('XLSX', 'CSV', 'JSON')),
        scope jsonb NOT NULL, filter jsonb NOT NULL, row_count integer NOT NULL CHECK (row_count >= 0),
        byte_count integer NOT NULL CHECK (byte_count > 0), sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'));
      CREATE INDEX exports_by_organization ON exports (organization_id, position DESC)`);
    await runner.query(
      'CREATE TRIGGER exports_append_only BEFORE UPDATE OR DELETE ON exports FOR EACH ROW EXECUTE FUNCTION refuse_change()',
    );
    await runner.query(
      'CREATE TRIGGER exports_keep BEFORE TRUNCATE ON exports FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE exports');
  }
}

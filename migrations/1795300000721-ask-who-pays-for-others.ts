import type { MigrationInterface, QueryRunner } from 'typeorm';

const keep = (table: string, refusing: string) => `
  CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION ${refusing}();
  CREATE TRIGGER ${table}_keep BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`;

/** Who pays for another says so first; and of every receipt it is kept why it went where it went. */
export class AskWhoPaysForOthers1795300000721 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE TABLE payer_declarations (
        id uuid PRIMARY KEY,
        request_id uuid NOT NULL REFERENCES payment_requests,
        payer_name_encrypted text NOT NULL,
        payer_name_hash text NOT NULL,
        relation text NOT NULL CHECK (relation IN ('PARENT_OR_UNIT', 'TREASURY', 'EMPLOYEE', 'AGENT')),
        declared_by uuid NOT NULL REFERENCES members, declared_at timestamptz NOT NULL,
        UNIQUE (request_id, payer_name_hash));
      ${keep('payer_declarations', 'refuse_change_but_keys')}`);
    await runner.query(`
      CREATE TABLE receipt_findings (
        id uuid PRIMARY KEY,
        receipt_id uuid NOT NULL REFERENCES bank_receipts,
        reason text NOT NULL CHECK (reason IN ('PAID_IN_PART', 'PAID_IN_FULL', 'PAID_AND_MORE', 'PAYER_UNDECLARED',
          'NO_CODE', 'SEVERAL_CODES', 'CODE_UNKNOWN', 'REQUEST_CLOSED', 'NOTHING_DUE')),
        request_id uuid REFERENCES payment_requests,
        found_at timestamptz NOT NULL,
        CONSTRAINT receipt_findings_of_a_request
          CHECK ((request_id IS NULL) = (reason IN ('NO_CODE', 'SEVERAL_CODES', 'CODE_UNKNOWN'))));
      CREATE INDEX receipt_findings_receipt ON receipt_findings (receipt_id, found_at, id);
      CREATE INDEX receipt_findings_undeclared ON receipt_findings (request_id) WHERE reason = 'PAYER_UNDECLARED';
      ${keep('receipt_findings', 'refuse_change')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE receipt_findings');
    await runner.query('DROP TABLE payer_declarations');
  }
}

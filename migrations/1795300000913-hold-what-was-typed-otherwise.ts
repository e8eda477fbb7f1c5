import type { MigrationInterface, QueryRunner } from 'typeorm';

const OF_A_REQUEST = ['PAID_IN_PART', 'PAID_IN_FULL', 'PAID_AND_MORE', 'PAYER_UNDECLARED'];
const OF_NONE = ['NO_CODE', 'SEVERAL_CODES', 'CODE_UNKNOWN'];
const ENDED = ['REQUEST_CLOSED', 'NOTHING_DUE'];

/** Money with the bank's number of a receipt typed by hand that is otherwise not like it goes to no order by itself. */
export class HoldWhatWasTypedOtherwise1795300000913 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await allow(runner, ['TYPED_OTHERWISE']);
  }

  /** Fails where money was held for it: findings are never changed. */
  async down(runner: QueryRunner): Promise<void> {
    await allow(runner, []);
  }
}

async function allow(runner: QueryRunner, more: readonly string[]): Promise<void> {
  const listed = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');
  const all = [...OF_A_REQUEST, ...OF_NONE, ...ENDED, ...more];
  await runner.query(`
    ALTER TABLE receipt_findings DROP CONSTRAINT receipt_findings_reason_check, DROP CONSTRAINT receipt_findings_of_a_request,
      ADD CONSTRAINT receipt_findings_reason_check CHECK (reason IN (${listed(all)})),
      ADD CONSTRAINT receipt_findings_of_a_request
        CHECK ((request_id IS NULL) = (reason IN (${listed([...OF_NONE, ...more])})))`);
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const REASONS = [
  'TAKEN',
  'RECORDED_BEFORE',
  'PAYOUT_BY_NUMBER',
  'PAYOUT_BY_ACCOUNT',
  'PAYOUT_RETURNED',
  'PROVIDER_PAYOUT',
  'OWN_TRANSFER',
  'CHARGE',
  'INTEREST',
  'AGREED',
];
const STATES = ['PROCESSING', 'DONE', 'FAILED'];

/** A refund the bank has sent back is due again, and the line that says so is that and no receipt. */
export class TakeBackReturnedRefunds1795300000911 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await allow(runner, [...STATES, 'RETURNED'], [...REASONS, 'REFUND_RETURNED']);
  }

  /** Fails where a refund came back: a line of a statement says so. */
  async down(runner: QueryRunner): Promise<void> {
    await allow(runner, STATES, REASONS);
  }
}

async function allow(
  runner: QueryRunner,
  states: readonly string[],
  reasons: readonly string[],
): Promise<void> {
  const listed = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');
  await runner.query(`
    ALTER TABLE refund_payments DROP CONSTRAINT refund_payments_state_check,
      ADD CONSTRAINT refund_payments_state_check CHECK (state IN (${listed(states)}))`);
  await runner.query(`
    ALTER TABLE bank_line_uses DROP CONSTRAINT bank_line_uses_reason_check,
      ADD CONSTRAINT bank_line_uses_reason_check CHECK (reason IN (${listed(reasons)}))`);
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An entry is taken back where its invoice no longer matches. */
export class ReverseByInvoices1795300001356 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(reasons(...REASONS, 'INVOICE'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(reasons(...REASONS));
  }
}

const REASONS = [
  'SETTLED',
  'CANCELLED',
  'REFUND',
  'REATTRIBUTION',
  'RECALL',
  'CLAIM_REVERSED',
  'DISPUTE',
  'RESTATEMENT',
];

const reasons = (...codes: readonly string[]) => `
  ALTER TABLE counting_entries DROP CONSTRAINT counting_entries_reason_check,
    ADD CONSTRAINT counting_entries_reason_check CHECK (reason IN (${codes.map((code) => `'${code}'`).join(', ')}))`;

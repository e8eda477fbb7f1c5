import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A refund that the provider shows otherwise than we asked for it waits for people, as a payment does. */
export class LetRefundsDiffer1795300000757 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(statesAre(`'CREATED', 'PENDING', 'SUCCEEDED', 'FAILED', 'DIFFERS'`));
    // Reconcile asks for the movements of every capture, refund and dispute.
    await runner.query('CREATE INDEX stripe_balance_rows_source ON stripe_balance_rows (source)');
  }

  /** Fails while one differs. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX stripe_balance_rows_source');
    await runner.query(statesAre(`'CREATED', 'PENDING', 'SUCCEEDED', 'FAILED'`));
  }
}

const statesAre = (states: string) => `
  ALTER TABLE stripe_refunds DROP CONSTRAINT stripe_refunds_state_check,
    ADD CONSTRAINT stripe_refunds_state_check CHECK (state IN (${states}))`;

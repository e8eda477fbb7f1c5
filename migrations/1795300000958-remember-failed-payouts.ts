import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A payout that people said had failed: the bank may have paid it after all. And what comes back by Connect while another
 * statement takes it off waits until that is through.
 */
export class RememberFailedPayouts1795300000958 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE TABLE payout_failures (
        id uuid PRIMARY KEY,
        statement_id uuid NOT NULL REFERENCES payout_statements,
        calculation integer NOT NULL CHECK (calculation > 0),
        file_id uuid NOT NULL REFERENCES payout_files,
        bank_account_id uuid NOT NULL REFERENCES bank_accounts,
        fen bigint NOT NULL CHECK (fen > 0),
        failed_by uuid NOT NULL REFERENCES members, failed_at timestamptz NOT NULL,
        paid_transfer_id uuid UNIQUE REFERENCES ledger_transfers,
        returned_transfer_id uuid UNIQUE REFERENCES ledger_transfers,
        version integer NOT NULL CHECK (version > 0),
        UNIQUE (statement_id, file_id),
        CHECK (returned_transfer_id IS NULL OR paid_transfer_id IS NOT NULL))`);
    await runner.query('CREATE INDEX payout_failures_account ON payout_failures (bank_account_id, fen)');
    await runner.query(
      'ALTER TABLE payout_statements ADD COLUMN connect_return_waits boolean NOT NULL DEFAULT false',
    );
    await runner.query(
      'CREATE INDEX payout_statements_return_waits ON payout_statements (id) WHERE connect_return_waits',
    );
    await allowKinds(runner, [...KINDS, 'PAID_BEFORE']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await allowKinds(runner, KINDS);
    await runner.query('ALTER TABLE payout_statements DROP COLUMN connect_return_waits');
    await runner.query('DROP TABLE payout_failures');
  }
}

const KINDS = ['SALE', 'REFUND', 'FEE', 'CLAWBACK', 'DISPUTE', 'RETURNED'];

async function allowKinds(runner: QueryRunner, kinds: readonly string[]): Promise<void> {
  await runner.query('ALTER TABLE payout_lines DROP CONSTRAINT payout_lines_kind_check');
  await runner.query(
    `ALTER TABLE payout_lines ADD CONSTRAINT payout_lines_kind_check
       CHECK (kind IN (${kinds.map((kind) => `'${kind}'`).join(', ')}))`,
  );
}

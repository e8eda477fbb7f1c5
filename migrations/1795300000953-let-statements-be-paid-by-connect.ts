import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A part of a statement may be paid out of the supplier's account at the provider; the rest by the bank, as before. */
export class LetStatementsBePaidByConnect1795300000953 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      ALTER TABLE payout_statements
        ADD COLUMN connect_fen bigint NOT NULL DEFAULT 0,
        ADD COLUMN connect_state text CHECK (connect_state IN ('ASKED', 'PAID', 'FAILED', 'RETURNED')),
        ADD COLUMN connect_attempt integer NOT NULL DEFAULT 0 CHECK (connect_attempt >= 0),
        ADD COLUMN connect_transfer_id uuid UNIQUE REFERENCES ledger_transfers,
        ADD COLUMN connect_paid_at timestamptz,
        ADD CONSTRAINT payout_statements_by_connect CHECK (connect_fen BETWEEN 0 AND pay_fen
          AND (connect_fen > 0) = (connect_state IS NOT NULL) AND (connect_fen > 0) = (connect_transfer_id IS NOT NULL)
          AND (connect_fen > 0) = (connect_attempt > 0) AND (connect_fen = 0 OR state IN ('APPROVED', 'PAID_OUT', 'RECONCILED'))),
        ADD CONSTRAINT payout_statements_connect_ended CHECK (connect_fen = 0 OR state <> 'RECONCILED'
          OR connect_state IN ('PAID', 'RETURNED'))`);
    await runner.query(`
      ALTER TABLE payout_statements
        DROP CONSTRAINT payout_statements_promised, DROP CONSTRAINT payout_statements_instructed,
        DROP CONSTRAINT payout_statements_reconciled,
        ADD CONSTRAINT payout_statements_promised CHECK (state NOT IN ('APPROVED', 'PAID_OUT')
          OR ledger_transfer_id IS NOT NULL OR connect_fen = pay_fen),
        ADD CONSTRAINT payout_statements_instructed CHECK (state <> 'PAID_OUT'
          OR file_id IS NOT NULL AND bank_account_id IS NOT NULL OR connect_fen = pay_fen),
        ADD CONSTRAINT payout_statements_reconciled CHECK (
          (state <> 'RECONCILED' OR pay_fen = connect_fen OR bank_reference IS NOT NULL)
          AND (bank_reference IS NULL OR pay_fen > connect_fen
               AND (state = 'RECONCILED' OR state = 'PAID_OUT' AND connect_fen > 0))
          AND (bank_reference IS NULL) = (paid_at IS NULL) AND (paid_at IS NULL) = (confirmed_by IS NULL))`);
    await allowKinds(runner, [...KINDS, 'RETURNED']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await allowKinds(runner, KINDS);
    await runner.query(`
      ALTER TABLE payout_statements
        DROP CONSTRAINT payout_statements_promised, DROP CONSTRAINT payout_statements_instructed,
        DROP CONSTRAINT payout_statements_reconciled,
        ADD CONSTRAINT payout_statements_promised CHECK (state NOT IN ('APPROVED', 'PAID_OUT')
          OR ledger_transfer_id IS NOT NULL),
        ADD CONSTRAINT payout_statements_instructed CHECK (state <> 'PAID_OUT'
          OR file_id IS NOT NULL AND bank_account_id IS NOT NULL),
        ADD CONSTRAINT payout_statements_reconciled CHECK ((state = 'RECONCILED' AND pay_fen > 0) = (bank_reference IS NOT NULL)
          AND (bank_reference IS NULL) = (paid_at IS NULL) AND (paid_at IS NULL) = (confirmed_by IS NULL))`);
    await runner.query(`
      ALTER TABLE payout_statements DROP COLUMN connect_fen, DROP COLUMN connect_state, DROP COLUMN connect_attempt,
        DROP COLUMN connect_transfer_id, DROP COLUMN connect_paid_at`);
  }
}

const KINDS = ['SALE', 'REFUND', 'FEE', 'CLAWBACK', 'DISPUTE'];

async function allowKinds(runner: QueryRunner, kinds: readonly string[]): Promise<void> {
  await runner.query('ALTER TABLE payout_lines DROP CONSTRAINT payout_lines_kind_check');
  await runner.query(
    `ALTER TABLE payout_lines ADD CONSTRAINT payout_lines_kind_check
       CHECK (kind IN (${kinds.map((kind) => `'${kind}'`).join(', ')}))`,
  );
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A line can be any transfer of the ledger that moved money at the bank, once; charges and interest have accounts of their
 * own, and where a person says that a line is one, another agrees. What leaves no trace in the ledger is a transfer
 * between accounts in custody.
 */
export class SayWhatEveryBankLineIs1795300000723 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(ALLOW);
    await runner.query(`
      ALTER TABLE bank_line_uses
        ADD COLUMN transfer_id uuid UNIQUE REFERENCES ledger_transfers,
        DROP CONSTRAINT bank_line_uses_one, DROP CONSTRAINT bank_line_uses_reason_check,
        ADD CONSTRAINT bank_line_uses_one CHECK (num_nonnulls(receipt_id, refund_payment_id, transfer_id)
          = CASE reason WHEN 'OWN_TRANSFER' THEN 0 ELSE 1 END),
        ADD CONSTRAINT bank_line_uses_reason_check CHECK (reason IN (${listed([...REASONS, ...MORE_REASONS])}))`);
    await runner.query(PROPOSALS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE bank_line_proposals');
    await runner.query(`
      ALTER TABLE bank_line_uses
        DROP CONSTRAINT bank_line_uses_one, DROP CONSTRAINT bank_line_uses_reason_check, DROP COLUMN transfer_id,
        ADD CONSTRAINT bank_line_uses_reason_check CHECK (reason IN (${listed(REASONS)})),
        ADD CONSTRAINT bank_line_uses_one CHECK (num_nonnulls(receipt_id, refund_payment_id) = 1)`);
    await runner.query(TAKE_BACK);
  }
}

const REASONS = ['TAKEN', 'RECORDED_BEFORE'];
const MORE_REASONS = [
  'PAYOUT_BY_NUMBER',
  'PAYOUT_BY_ACCOUNT',
  'PAYOUT_RETURNED',
  'PROVIDER_PAYOUT',
  'OWN_TRANSFER',
  'CHARGE',
  'INTEREST',
  'AGREED',
];
const listed = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');

const MORE = `'BANK_CHARGE'::text, 'BANK_INTEREST'::text, `;

/** Beside whatever purposes there are. */
const allowing = (change: string) => `
  DO $$
  DECLARE
    said text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'ledger_accounts_purpose_check');
  BEGIN
    ALTER TABLE ledger_accounts DROP CONSTRAINT ledger_accounts_purpose_check;
    EXECUTE 'ALTER TABLE ledger_accounts ADD CONSTRAINT ledger_accounts_purpose_check ' || ${change};
  END $$`;
const ALLOW = allowing(`replace(said, 'ARRAY[', $more$ARRAY[${MORE}$more$)`);
const TAKE_BACK = allowing(`replace(said, $more$${MORE}$more$, '')`);

const PROPOSALS = `
  CREATE TABLE bank_line_proposals (
    id uuid PRIMARY KEY, line_id uuid NOT NULL REFERENCES bank_lines,
    kind text NOT NULL CHECK (kind IN ('CHARGE', 'INTEREST')), note text NOT NULL,
    state text NOT NULL CHECK (state IN ('PROPOSED', 'CONFIRMED', 'REJECTED')),
    proposed_by uuid NOT NULL REFERENCES members, proposed_at timestamptz NOT NULL,
    decided_by uuid REFERENCES members, decided_at timestamptz, version integer NOT NULL CHECK (version > 0),
    CHECK ((state = 'PROPOSED') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
    CONSTRAINT bank_line_proposals_four_eyes CHECK (state <> 'CONFIRMED' OR decided_by <> proposed_by));
  CREATE UNIQUE INDEX bank_line_proposals_one ON bank_line_proposals (line_id) WHERE state = 'PROPOSED';
  CREATE INDEX bank_line_proposals_newest ON bank_line_proposals (proposed_at, id)`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = `
  CREATE TABLE recorded_receipts (
    id uuid PRIMARY KEY,
    bank_reference text NOT NULL,
    content_hash text NOT NULL,
    fen bigint NOT NULL CHECK (fen > 0),
    payer_name_encrypted text NOT NULL,
    payer_account_encrypted text NOT NULL,
    payer_account_last_four text NOT NULL,
    payer_account_hash text NOT NULL,
    memo_encrypted text,
    received_at timestamptz NOT NULL,
    state text NOT NULL CHECK (state IN ('PROPOSED', 'CONFIRMED', 'REJECTED')),
    proposed_by uuid NOT NULL REFERENCES members, proposed_at timestamptz NOT NULL,
    decided_by uuid REFERENCES members, decided_at timestamptz,
    withdrawal_reason text,
    receipt_id uuid UNIQUE REFERENCES bank_receipts,
    before_four_eyes boolean NOT NULL DEFAULT false,
    version integer NOT NULL CHECK (version > 0),
    CONSTRAINT recorded_receipts_four_eyes CHECK (state <> 'CONFIRMED' OR decided_by <> proposed_by),
    CHECK ((state = 'PROPOSED') = (decided_at IS NULL)),
    CHECK ((state = 'CONFIRMED') = (receipt_id IS NOT NULL)),
    CHECK ((state = 'REJECTED') = (withdrawal_reason IS NOT NULL)),
    CHECK (state <> 'PROPOSED' OR decided_by IS NULL), CHECK (state <> 'REJECTED' OR decided_by IS NOT NULL))`;

/** Before: one person's word was enough; what was written down by hand until now stays as it was booked. */
const BEFORE = `
  INSERT INTO recorded_receipts (id, bank_reference, content_hash, fen, payer_name_encrypted, payer_account_encrypted,
    payer_account_last_four, payer_account_hash, memo_encrypted, received_at, state, proposed_by, proposed_at, decided_at,
    receipt_id, before_four_eyes, version)
  SELECT gen_random_uuid(), bank_reference, content_hash, fen, payer_name_encrypted, payer_account_encrypted,
    payer_account_last_four, payer_account_hash, memo_encrypted, received_at, 'CONFIRMED', recorded_by, recorded_at,
    recorded_at, id, true, 1
    FROM bank_receipts WHERE typed`;

/** What one member of finance writes down as received waits for another, or for the statement. */
export class ConfirmRecordedReceipts1795300000910 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(TABLE);
    await runner.query(BEFORE);
    await runner.query(
      `CREATE UNIQUE INDEX recorded_receipts_reference ON recorded_receipts (bank_reference) WHERE state <> 'REJECTED'`,
    );
    await runner.query(
      `CREATE INDEX recorded_receipts_waiting ON recorded_receipts (proposed_at, id) WHERE state = 'PROPOSED'`,
    );
    await runner.query(
      `CREATE INDEX recorded_receipts_payer ON recorded_receipts (payer_account_hash) WHERE state = 'PROPOSED'`,
    );
  }

  /** What waited is forgotten: no money of it had been booked. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE recorded_receipts');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What of the platform's money lies in a supplier's own account at the provider; never below zero. */
export class LetMoneyLieWithSuppliersAtTheProvider1795300000602 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await allowPurposes(runner, [...PURPOSES, 'PROVIDER_CONNECTED']);
    await runner.query(
      openBalance([...GUARDED, 'PROVIDER_CONNECTED'], `IN ('OWED_BACK', 'PROVIDER_CONNECTED')`),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(openBalance(GUARDED, `= 'OWED_BACK'`));
    await allowPurposes(runner, PURPOSES);
  }
}

const PURPOSES = [
  'BANK',
  'SUSPENSE',
  'HELD',
  'PAYABLE',
  'PAID_OUT',
  'REFUND_DUE',
  'OWED_BACK',
  'FEES',
  'PROVIDER',
  'PROVIDER_TRANSIT',
  'PROVIDER_WITHHELD',
  'CHANNEL_COST',
  'FX_CLEARING',
  'DISBURSED',
  'DISPUTED',
];
const GUARDED = ['SUSPENSE', 'HELD', 'PAYABLE', 'REFUND_DUE', 'OWED_BACK', 'PAID_OUT', 'DISPUTED'];
const listed = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');

async function allowPurposes(runner: QueryRunner, purposes: readonly string[]): Promise<void> {
  await runner.query('ALTER TABLE ledger_accounts DROP CONSTRAINT ledger_accounts_purpose_check');
  await runner.query(`ALTER TABLE ledger_accounts ADD CONSTRAINT ledger_accounts_purpose_check
                      CHECK (purpose IN (${listed(purposes)}))`);
}

function openBalance(guarded: readonly string[], debitSide: string): string {
  return `
    CREATE OR REPLACE FUNCTION ledger_open_balance() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.purpose IN (${listed(guarded)}) THEN
        INSERT INTO ledger_balances (account_id, debit_side) VALUES (NEW.id, NEW.purpose ${debitSide});
      END IF;
      RETURN NULL;
    END $$`;
}

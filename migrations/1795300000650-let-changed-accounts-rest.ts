import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An account that replaced another is not paid to for some days: whoever stood behind the old one can object. */
export class LetChangedAccountsRest1795300000650 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      ALTER TABLE bank_accounts ADD COLUMN payable_from date,
        ADD CONSTRAINT bank_accounts_payable_once_confirmed
          CHECK (payable_from IS NULL OR state IN ('ACTIVE', 'REPLACED'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE bank_accounts DROP COLUMN payable_from');
  }
}

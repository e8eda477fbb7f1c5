import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which banks an account at the provider pays to, as a digest; and whether a payout may have been made already. */
export class SeeWhereConnectPaysTo1795300000760 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE stripe_accounts ADD COLUMN banks_digest text');
    await runner.query('ALTER TABLE stripe_payouts ADD COLUMN sent_at timestamptz');
    await runner.query(`UPDATE stripe_payouts SET sent_at = asked_at`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE stripe_payouts DROP COLUMN sent_at');
    await runner.query('ALTER TABLE stripe_accounts DROP COLUMN banks_digest');
  }
}

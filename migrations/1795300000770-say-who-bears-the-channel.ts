import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What of money paid by the provider its supplier bears, in parts of a million, as the rule was when the order asked for money. */
export class SayWhoBearsTheChannel1795300000770 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      ALTER TABLE payment_requests ADD COLUMN channel_fee_ppm integer NOT NULL DEFAULT 0
        CHECK (channel_fee_ppm BETWEEN 0 AND 1000000)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE payment_requests DROP COLUMN channel_fee_ppm');
  }
}

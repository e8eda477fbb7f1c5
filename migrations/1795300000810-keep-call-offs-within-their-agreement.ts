import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A call-off is delivered within its agreement. Older orders say no last day and keep the day they have. */
export class KeepCallOffsWithinTheirAgreement1795300000810 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(
      `ALTER TABLE orders ADD COLUMN delivery_until date,
         ADD CONSTRAINT orders_delivered_within_agreement CHECK (delivery_on <= delivery_until) NOT VALID`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE orders DROP COLUMN delivery_until');
  }
}

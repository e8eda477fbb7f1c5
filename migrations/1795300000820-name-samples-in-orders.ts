import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is delivered on the line is like the sample of this number. */
export class NameSamplesInOrders1795300000820 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE order_lines ADD COLUMN sample_number text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE order_lines DROP COLUMN sample_number');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** No order that stood before the rule came has a day to answer a cut. */
export class ProveCutAnswers1795300000822 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE orders VALIDATE CONSTRAINT orders_answer_only_cuts');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(
      `ALTER TABLE orders DROP CONSTRAINT orders_answer_only_cuts, ADD CONSTRAINT orders_answer_only_cuts
         CHECK (cut_answer_on IS NULL OR coalesce(harvest = 'CUT', false)) NOT VALID`,
    );
  }
}

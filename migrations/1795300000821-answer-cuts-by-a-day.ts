import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Until when a buyer answers a smaller harvest. Orders that were cut before get their day from the clock. */
export class AnswerCutsByADay1795300000821 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(
      `ALTER TABLE orders ADD COLUMN cut_answer_on date,
         ADD CONSTRAINT orders_answer_only_cuts CHECK (cut_answer_on IS NULL OR coalesce(harvest = 'CUT', false)) NOT VALID`,
    );
    await runner.query(`CREATE INDEX orders_by_cut_answer ON orders (cut_answer_on) WHERE harvest = 'CUT'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE orders DROP COLUMN cut_answer_on');
  }
}

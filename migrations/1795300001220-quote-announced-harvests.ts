import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A quote on an announced harvest says the plainest grade it promises: a lot has its own, a harvest has none yet. */
export class QuoteAnnouncedHarvests1795300001220 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`ALTER TABLE quote_lines ADD COLUMN least_grade text,
      ADD CONSTRAINT quote_lines_promise_grades_of_harvests CHECK (least_grade IS NULL OR forward_supply_id IS NOT NULL)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE quote_lines DROP COLUMN least_grade');
  }
}

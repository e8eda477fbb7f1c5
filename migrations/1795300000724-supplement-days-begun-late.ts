import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A statement may turn out to have begun in the middle of a day: what a later one tells before its lines stands at 0 and
 * below, and nothing that was booked is moved.
 */
export class SupplementDaysBegunLate1795300000724 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE bank_lines DROP CONSTRAINT bank_lines_day_position_check');
    await runner.query('ALTER TABLE bank_statements ADD COLUMN first_position integer NOT NULL DEFAULT 1');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE bank_statements DROP COLUMN first_position');
    await runner.query(
      'ALTER TABLE bank_lines ADD CONSTRAINT bank_lines_day_position_check CHECK (day_position > 0)',
    );
  }
}

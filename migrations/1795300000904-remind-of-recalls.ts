import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever decides about the money of a recall is reminded once before its day, and once more where it has passed. */
export class RemindOfRecalls1795300000904 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(
      'ALTER TABLE lot_recalls ADD COLUMN reminded boolean NOT NULL DEFAULT false, ADD COLUMN late boolean NOT NULL DEFAULT false',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE lot_recalls DROP COLUMN reminded, DROP COLUMN late');
  }
}

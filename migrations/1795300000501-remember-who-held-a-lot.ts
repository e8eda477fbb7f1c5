import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A hold is ended by whoever set it, not by the supplier it was set against. */
export class RememberWhoHeldALot1795300000501 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE lots ADD COLUMN held_by uuid REFERENCES organizations');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE lots DROP COLUMN held_by');
  }
}

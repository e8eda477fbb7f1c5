import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How far a reaction has come with an event it handles in slices. The event's number stands beside it: what is left
 * there by a version that knew nothing of slices belongs to no later event.
 */
export class RememberHowFarAnEventIsHandled1795300000112 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      ALTER TABLE reaction_cursors ADD COLUMN begun_sequence integer, ADD COLUMN reached text,
        ADD CONSTRAINT reaction_cursors_begun CHECK ((begun_sequence IS NULL) = (reached IS NULL))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE reaction_cursors DROP COLUMN begun_sequence, DROP COLUMN reached');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What still waits for an announced harvest is never less than its buyer has a use for. */
export class ReserveNoLessThanIsOfUse1795300000553 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(
      // Of what still waits: what has become lots is taken off. A row cut to nothing keeps it.
      `ALTER TABLE forward_supply_reservations
         ADD COLUMN least_base bigint CHECK (least_base > 0),
         ADD CONSTRAINT forward_supply_reservations_of_use
           CHECK (reserved_base = 0 OR least_base <= reserved_base)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE forward_supply_reservations DROP COLUMN least_base');
  }
}

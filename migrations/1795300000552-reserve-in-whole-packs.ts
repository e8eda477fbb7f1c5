import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A reservation on an announced harvest that was made in packs stays in packs, whatever is cut of it. */
export class ReserveInWholePacks1795300000552 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(
      `ALTER TABLE forward_supply_reservations
         ADD COLUMN pack_base bigint NOT NULL DEFAULT 1 CHECK (pack_base > 0),
         ADD CONSTRAINT forward_supply_reservations_in_packs
           CHECK (reserved_base % pack_base = 0 AND cut_base % pack_base = 0)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE forward_supply_reservations DROP COLUMN pack_base');
  }
}

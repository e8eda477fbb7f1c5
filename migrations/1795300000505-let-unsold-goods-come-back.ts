import type { MigrationInterface, QueryRunner } from 'typeorm';

const HELD = `'RESERVE', 'RELEASE', 'SHIP', 'TRANSIT_LOSS'`;

/** A sale outside the platform that proved untrue gives its goods back to the lot. */
export class LetUnsoldGoodsComeBack1795300000505 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await allow(runner, `${HELD}, 'NOT_SOLD'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await allow(runner, HELD);
  }
}

async function allow(runner: QueryRunner, held: string): Promise<void> {
  await runner.query(`SET LOCAL lock_timeout = '5s'`);
  await runner.query(`
    ALTER TABLE lot_movements DROP CONSTRAINT lot_movements_kind_check, DROP CONSTRAINT lot_movements_check,
      ADD CONSTRAINT lot_movements_kind_check CHECK (kind IN ('IN', ${held}, 'WRITE_OFF', 'TRANSFORM_OUT')),
      ADD CONSTRAINT lot_movements_check CHECK ((holder_id IS NOT NULL) = (kind IN (${held})))`);
}

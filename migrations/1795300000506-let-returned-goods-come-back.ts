import type { MigrationInterface, QueryRunner } from 'typeorm';

const HELD = `'RESERVE', 'RELEASE', 'SHIP', 'TRANSIT_LOSS', 'NOT_SOLD'`;
const FREE = `'WRITE_OFF', 'TRANSFORM_OUT'`;

/** What a buyer sends back leaves what was shipped and is lost, until it is put back into its lot. */
export class LetReturnedGoodsComeBack1795300000506 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await allow(runner, `${HELD}, 'RETURN'`, `${FREE}, 'PUT_BACK'`);
    // One return of a line once, and what came back of it put back once.
    await runner.query(
      `CREATE UNIQUE INDEX lot_movements_returned_once ON lot_movements (reference_id, kind) WHERE kind IN ('RETURN', 'PUT_BACK')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX lot_movements_returned_once');
    await allow(runner, HELD, FREE);
  }
}

async function allow(runner: QueryRunner, held: string, free: string): Promise<void> {
  await runner.query(`SET LOCAL lock_timeout = '5s'`);
  await runner.query(`
    ALTER TABLE lot_movements DROP CONSTRAINT lot_movements_kind_check, DROP CONSTRAINT lot_movements_check,
      ADD CONSTRAINT lot_movements_kind_check CHECK (kind IN ('IN', ${held}, ${free})),
      ADD CONSTRAINT lot_movements_check CHECK ((holder_id IS NOT NULL) = (kind IN (${held})))`);
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An order line may stand on an announced harvest until that is certified: it has no lot, and nothing of its order ships. */
export class OrderAnnouncedHarvests1795300000807 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('DELETE FROM order_lines WHERE lot_id IS NULL');
    await runner.query(`ALTER TABLE order_lines
      DROP CONSTRAINT order_lines_stand_on_something, DROP CONSTRAINT order_lines_know_their_lot,
      DROP CONSTRAINT order_lines_cut_of_announced, DROP COLUMN forward_supply_id, DROP COLUMN least_grade,
      DROP COLUMN cut_base, ALTER COLUMN lot_id SET NOT NULL, ALTER COLUMN grade SET NOT NULL,
      ALTER COLUMN certificate_no SET NOT NULL, ALTER COLUMN harvested_on SET NOT NULL`);
    await runner.query('ALTER TABLE orders DROP COLUMN harvest');
  }
}

const STATEMENTS = [
  // Until every line stands on a lot nothing is paid, shipped, accepted or settled, and so nothing counts.
  `ALTER TABLE orders ADD COLUMN harvest text CHECK (harvest IN ('AWAITED', 'CUT')),
     ADD CONSTRAINT orders_wait_for_their_harvest
       CHECK (harvest IS NULL OR state IN ('PLACED', 'CONTRACT_SUPPLIER_SIGNED', 'CONTRACT_SIGNED'))`,
  `ALTER TABLE order_lines ADD COLUMN forward_supply_id uuid REFERENCES forward_supplies,
     ADD COLUMN least_grade text, ADD COLUMN cut_base bigint NOT NULL DEFAULT 0,
     ALTER COLUMN lot_id DROP NOT NULL, ALTER COLUMN grade DROP NOT NULL,
     ALTER COLUMN certificate_no DROP NOT NULL, ALTER COLUMN harvested_on DROP NOT NULL,
     ADD CONSTRAINT order_lines_stand_on_something CHECK (lot_id IS NOT NULL OR forward_supply_id IS NOT NULL),
     ADD CONSTRAINT order_lines_know_their_lot CHECK (num_nulls(lot_id, grade, certificate_no, harvested_on) IN (0, 4)),
     ADD CONSTRAINT order_lines_cut_of_announced
       CHECK (cut_base BETWEEN 0 AND CASE WHEN lot_id IS NULL THEN quantity_base - cancelled_base ELSE 0 END)`,
  'CREATE INDEX order_lines_by_announcement ON order_lines (forward_supply_id) WHERE lot_id IS NULL',
];

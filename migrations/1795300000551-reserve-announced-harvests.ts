import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reservations on announced harvests: who holds how much, earliest first, until it becomes lots or is cut. */
export class ReserveAnnouncedHarvests1795300000551 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('DROP TABLE forward_supply_reservations');
    await runner.query(
      'ALTER TABLE forward_supply_movements DISABLE TRIGGER forward_supply_movements_append_only',
    );
    await runner.query('DELETE FROM forward_supply_movements WHERE holder_id IS NOT NULL');
    await runner.query(
      'ALTER TABLE forward_supply_movements ENABLE TRIGGER forward_supply_movements_append_only',
    );
    await runner.query('UPDATE forward_supply_stock SET reserved_base = 0');
    await runner.query('DROP INDEX forward_supply_movements_lot');
    await runner.query(
      'CREATE UNIQUE INDEX forward_supply_movements_lot ON forward_supply_movements (lot_id, kind) WHERE lot_id IS NOT NULL',
    );
    await runner.query(`ALTER TABLE forward_supply_movements
      DROP CONSTRAINT forward_supply_movements_holder, DROP CONSTRAINT forward_supply_movements_check,
      DROP CONSTRAINT forward_supply_movements_kind_check, DROP COLUMN holder_id,
      ADD CONSTRAINT forward_supply_movements_kind_check
        CHECK (kind IN ('ANNOUNCE', 'RAISE', 'LOWER', 'CERTIFY', 'CERTIFY_MORE', 'GIVE_BACK')),
      ADD CONSTRAINT forward_supply_movements_check
        CHECK ((lot_id IS NOT NULL) = (kind IN ('CERTIFY', 'CERTIFY_MORE')))`);
  }
}

const STATEMENTS = [
  // A holder is an order line. Cut is what a smaller harvest will not bring it, until its order has taken note.
  `CREATE TABLE forward_supply_reservations (
     holder_id uuid PRIMARY KEY,
     forward_supply_id uuid NOT NULL REFERENCES forward_supplies,
     position bigint GENERATED ALWAYS AS IDENTITY,
     least_grade text,
     reserved_base bigint NOT NULL CHECK (reserved_base >= 0),
     cut_base bigint NOT NULL DEFAULT 0 CHECK (cut_base >= 0),
     at timestamptz NOT NULL)`,
  'CREATE INDEX forward_supply_reservations_supply ON forward_supply_reservations (forward_supply_id, position)',
  `ALTER TABLE forward_supply_movements ADD COLUMN holder_id uuid,
     DROP CONSTRAINT forward_supply_movements_kind_check,
     DROP CONSTRAINT forward_supply_movements_check,
     ADD CONSTRAINT forward_supply_movements_kind_check CHECK (kind IN ('ANNOUNCE', 'RAISE', 'LOWER', 'CERTIFY',
       'CERTIFY_MORE', 'GIVE_BACK', 'RESERVE', 'RELEASE', 'TO_LOT', 'CUT')),
     ADD CONSTRAINT forward_supply_movements_check
       CHECK ((lot_id IS NOT NULL) = (kind IN ('CERTIFY', 'CERTIFY_MORE', 'TO_LOT'))),
     ADD CONSTRAINT forward_supply_movements_holder
       CHECK ((holder_id IS NOT NULL) = (kind IN ('RESERVE', 'RELEASE', 'TO_LOT', 'CUT')))`,
  'DROP INDEX forward_supply_movements_lot',
  `CREATE UNIQUE INDEX forward_supply_movements_lot ON forward_supply_movements (lot_id, kind)
     WHERE kind IN ('CERTIFY', 'CERTIFY_MORE')`,
];

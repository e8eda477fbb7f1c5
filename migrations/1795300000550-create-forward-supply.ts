import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 预计上市: announced harvests, every version of what was announced, what is held of the land and how it moved. */
export class CreateForwardSupply1795300000550 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of STATEMENTS) await runner.query(statement);
    for (const table of ['forward_supply_versions', 'forward_supply_movements'])
      await runner.query(
        `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE forward_supplies DROP CONSTRAINT forward_supplies_current');
    for (const table of ['movements', 'stock', 'versions'])
      await runner.query(`DROP TABLE forward_supply_${table}`);
    await runner.query('DROP TABLE forward_supplies');
  }
}

const STATEMENTS = [
  `CREATE TABLE forward_supplies (
     id uuid PRIMARY KEY,
     supplier_id uuid NOT NULL REFERENCES organizations,
     product_id uuid NOT NULL REFERENCES products,
     capacity_id uuid NOT NULL REFERENCES capacities,
     origin_county_code text NOT NULL,
     season integer NOT NULL,
     state text NOT NULL CHECK (state IN ('ANNOUNCED', 'PARTLY_CERTIFIED', 'FULFILLED', 'SHRUNK', 'WITHDRAWN')),
     current_number integer NOT NULL CHECK (current_number > 0),
     supplier_suspended boolean NOT NULL,
     created_at timestamptz NOT NULL,
     version integer NOT NULL)`,
  'CREATE INDEX forward_supplies_supplier ON forward_supplies (supplier_id, created_at, id)',
  'CREATE INDEX forward_supplies_capacity ON forward_supplies (capacity_id)',
  `CREATE INDEX forward_supplies_open ON forward_supplies (id) WHERE state IN ('ANNOUNCED', 'PARTLY_CERTIFIED')`,
  `CREATE TABLE forward_supply_versions (
     forward_supply_id uuid NOT NULL REFERENCES forward_supplies,
     number integer NOT NULL CHECK (number > 0),
     lower_base bigint NOT NULL CHECK (lower_base > 0),
     upper_base bigint NOT NULL,
     window_from date NOT NULL,
     window_to date NOT NULL,
     confidence_percent integer NOT NULL CHECK (confidence_percent BETWEEN 1 AND 100),
     note text,
     member_id uuid NOT NULL REFERENCES members,
     at timestamptz NOT NULL,
     PRIMARY KEY (forward_supply_id, number),
     CHECK (lower_base <= upper_base),
     CHECK (window_from <= window_to))`,
  `ALTER TABLE forward_supplies ADD CONSTRAINT forward_supplies_current
     FOREIGN KEY (id, current_number) REFERENCES forward_supply_versions DEFERRABLE INITIALLY DEFERRED`,
  // Held is what is still to come of the lower bound: it counts against the land, and nothing above it can be promised.
  `CREATE TABLE forward_supply_stock (
     forward_supply_id uuid PRIMARY KEY REFERENCES forward_supplies,
     lower_base bigint NOT NULL CHECK (lower_base > 0),
     held_base bigint NOT NULL,
     certified_base bigint NOT NULL DEFAULT 0 CHECK (certified_base >= 0),
     reserved_base bigint NOT NULL DEFAULT 0,
     CONSTRAINT forward_supply_holds_its_lower_bound CHECK (held_base >= 0 AND held_base IN (0, lower_base - certified_base)),
     CONSTRAINT forward_supply_never_overpromised CHECK (reserved_base BETWEEN 0 AND held_base)
   ) WITH (fillfactor = 50)`,
  `CREATE TABLE forward_supply_movements (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     forward_supply_id uuid NOT NULL REFERENCES forward_supplies,
     kind text NOT NULL CHECK (kind IN ('ANNOUNCE', 'RAISE', 'LOWER', 'CERTIFY', 'CERTIFY_MORE', 'GIVE_BACK')),
     quantity_base bigint NOT NULL CHECK (quantity_base > 0),
     lot_id uuid REFERENCES lots,
     at timestamptz NOT NULL,
     CHECK ((lot_id IS NOT NULL) = (kind IN ('CERTIFY', 'CERTIFY_MORE'))))`,
  'CREATE INDEX forward_supply_movements_supply ON forward_supply_movements (forward_supply_id, id)',
  'CREATE UNIQUE INDEX forward_supply_movements_lot ON forward_supply_movements (lot_id, kind) WHERE lot_id IS NOT NULL',
];

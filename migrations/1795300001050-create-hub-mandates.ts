import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What hubs may offer of their members' goods: to a ceiling that no order goes beyond. */
export class CreateHubMandates1795300001050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE TABLE hub_mandate_goods (
        id uuid PRIMARY KEY, mandate_id uuid NOT NULL REFERENCES agency_mandates,
        position integer NOT NULL CHECK (position > 0), product_id uuid NOT NULL REFERENCES products,
        ceiling_base bigint NOT NULL CHECK (ceiling_base > 0),
        taken_base bigint NOT NULL CHECK (taken_base >= 0),
        CONSTRAINT hub_orders_within_their_mandate CHECK (taken_base <= ceiling_base),
        UNIQUE (mandate_id, position), UNIQUE (mandate_id, product_id));
      CREATE TABLE hub_mandate_orders (
        goods_id uuid NOT NULL REFERENCES hub_mandate_goods, order_id uuid NOT NULL REFERENCES orders,
        taken_base bigint NOT NULL CHECK (taken_base > 0),
        held_base bigint NOT NULL CHECK (held_base BETWEEN 0 AND taken_base),
        taken_at timestamptz NOT NULL, PRIMARY KEY (goods_id, order_id));
      CREATE INDEX hub_mandate_orders_by_order ON hub_mandate_orders (order_id);
      CREATE TABLE hub_mandate_movements (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, goods_id uuid NOT NULL, order_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('TAKE', 'GIVE_BACK')), quantity_base bigint NOT NULL CHECK (quantity_base > 0),
        at timestamptz NOT NULL, FOREIGN KEY (goods_id, order_id) REFERENCES hub_mandate_orders);
      CREATE INDEX hub_mandate_movements_by_order ON hub_mandate_movements (goods_id, order_id);
      CREATE UNIQUE INDEX hub_mandate_movements_taken_once ON hub_mandate_movements (goods_id, order_id)
        WHERE kind = 'TAKE'`);
    await runner.query(`CREATE TRIGGER hub_mandate_movements_append_only BEFORE UPDATE OR DELETE ON hub_mandate_movements
      FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
    await runner.query(`CREATE TRIGGER hub_mandate_movements_keep BEFORE TRUNCATE ON hub_mandate_movements
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['hub_mandate_movements', 'hub_mandate_orders', 'hub_mandate_goods'])
      await runner.query(`DROP TABLE ${table}`);
  }
}

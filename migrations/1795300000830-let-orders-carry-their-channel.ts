import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An order placed over a sales channel names it, and each line the mandate it is sold under, which is older than the order. */
export class LetOrdersCarryTheirChannel1795300000830 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`ALTER TABLE orders ADD COLUMN channel_id uuid REFERENCES sales_channels,
      ADD COLUMN purpose text CHECK (purpose IN ('CANTEEN', 'UNION', 'OTHER'))`);
    await runner.query(`ALTER TABLE order_lines ADD COLUMN mandate_id uuid REFERENCES help_sell_mandates`);
    await runner.query(`ALTER TABLE help_sell_draws ADD FOREIGN KEY (order_id) REFERENCES orders`);
    await runner.query(KEEP);
    await runner.query(`CREATE TRIGGER order_lines_mandated BEFORE INSERT OR UPDATE OF mandate_id ON order_lines
      FOR EACH ROW WHEN (NEW.mandate_id IS NOT NULL) EXECUTE FUNCTION keep_order_lines_mandated()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('DROP TRIGGER order_lines_mandated ON order_lines');
    await runner.query('DROP FUNCTION keep_order_lines_mandated()');
    await runner.query('ALTER TABLE help_sell_draws DROP CONSTRAINT help_sell_draws_order_id_fkey');
    await runner.query('ALTER TABLE order_lines DROP COLUMN mandate_id');
    await runner.query('ALTER TABLE orders DROP COLUMN channel_id, DROP COLUMN purpose');
  }
}

/** I11: the last word, whatever the code does. */
const KEEP = `
  CREATE FUNCTION keep_order_lines_mandated() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (
      SELECT FROM orders o JOIN help_sell_mandates m ON m.id = NEW.mandate_id
        JOIN help_sell_products p ON p.mandate_id = m.id AND p.product_id = NEW.product_id
       WHERE o.id = NEW.order_id AND (o.channel_id, o.supplier_id) = (m.channel_id, m.supplier_id)
         AND m.signed_at < o.placed_at AND o.buyer_id <> m.helper_id) THEN
      RAISE EXCEPTION 'order line % is not covered by mandate %', NEW.id, NEW.mandate_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$`;

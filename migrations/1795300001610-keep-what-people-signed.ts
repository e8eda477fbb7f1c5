import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * No path around the application removes a claim or a mandate, or changes what a supplier signed. What a year brought
 * may be a sum beyond bigint: one absurd order would have kept the year from being published.
 */
export class KeepWhatPeopleSigned1795300001610 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const table of KEPT) {
      await runner.query(
        `CREATE TRIGGER ${table}_stay BEFORE DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
      );
      await runner.query(
        `CREATE TRIGGER ${table}_keep BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
      );
    }
    await runner.query(SIGNED);
    await runner.query(PRODUCTS);
    await runner.query('ALTER TABLE public_cells ALTER COLUMN net_fen TYPE numeric(40, 0)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE public_cells ALTER COLUMN net_fen TYPE bigint');
    for (const [table, name] of [
      ['help_sell_products', 'keep_mandated_products'],
      ['help_sell_mandates', 'keep_mandates'],
    ]) {
      await runner.query(`DROP TRIGGER ${name} ON ${table}`);
      await runner.query(`DROP FUNCTION ${name}()`);
    }
    for (const table of KEPT) {
      await runner.query(`DROP TRIGGER ${table}_keep ON ${table}`);
      await runner.query(`DROP TRIGGER ${table}_stay ON ${table}`);
    }
  }
}

const KEPT = [
  'claims',
  'claim_lines',
  'claimed_invoices',
  'sales_channels',
  'help_sell_mandates',
  'help_sell_products',
];

/** What a mandate says stands from its offer on; who signed it and when, from the signature on. */
const SIGNED = `
  CREATE FUNCTION keep_mandates() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (NEW.helper_id, NEW.supplier_id, NEW.channel_id, NEW.valid_from, NEW.valid_to, NEW.ceiling_fen, NEW.content, NEW.sha256,
        NEW.offered_by, NEW.offered_at)
       IS DISTINCT FROM
       (OLD.helper_id, OLD.supplier_id, OLD.channel_id, OLD.valid_from, OLD.valid_to, OLD.ceiling_fen, OLD.content, OLD.sha256,
        OLD.offered_by, OLD.offered_at)
       OR OLD.signed_at IS NOT NULL AND (NEW.signed_by, NEW.signed_at) IS DISTINCT FROM (OLD.signed_by, OLD.signed_at) THEN
      RAISE EXCEPTION 'mandate % stays as it was offered and signed', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keep_mandates BEFORE UPDATE ON help_sell_mandates FOR EACH ROW EXECUTE FUNCTION keep_mandates()`;

/** Products join with the offer and never change; only since and until when they are mandated is written later. */
const PRODUCTS = `
  CREATE FUNCTION keep_mandated_products() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'INSERT' AND NOT EXISTS (SELECT FROM help_sell_mandates WHERE id = NEW.mandate_id AND state = 'OFFERED')
       OR TG_OP = 'UPDATE' AND (NEW.mandate_id, NEW.position, NEW.product_id, NEW.supplier_id, NEW.channel_id)
         IS DISTINCT FROM (OLD.mandate_id, OLD.position, OLD.product_id, OLD.supplier_id, OLD.channel_id) THEN
      RAISE EXCEPTION 'the products of mandate % stay as they were offered', NEW.mandate_id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keep_mandated_products BEFORE INSERT OR UPDATE ON help_sell_products
    FOR EACH ROW EXECUTE FUNCTION keep_mandated_products()`;

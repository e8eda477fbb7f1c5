import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A settled line says itself what was sold: the lot, its county and category, and the mandate. The database copies that from
 * the ordered line, whatever the code writes, and from then on the ordered line keeps it.
 */
export class LetSettledLinesSayWhatTheyAreOf1795300000850 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [COLUMNS, ...FILL, NOT_NULL, COPY, KEEP, ...TRIGGERS])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('DROP TRIGGER order_lines_keep_what_is_settled ON order_lines');
    await runner.query('DROP TRIGGER settlement_lines_say_what_of ON settlement_lines');
    await runner.query('DROP FUNCTION keep_what_is_settled()');
    await runner.query('DROP FUNCTION say_what_settled_lines_are_of()');
    await runner.query(`ALTER TABLE settlement_lines
      DROP COLUMN lot_id, DROP COLUMN origin_county_code, DROP COLUMN category_code, DROP COLUMN mandate_id`);
  }
}

const COLUMNS = `
  ALTER TABLE settlement_lines ADD COLUMN lot_id uuid, ADD COLUMN origin_county_code text,
    ADD COLUMN category_code text, ADD COLUMN mandate_id uuid`;

const FILL = [
  'ALTER TABLE settlement_lines DISABLE TRIGGER settlement_lines_append_only',
  `UPDATE settlement_lines s SET lot_id = line.lot_id, origin_county_code = line.origin_county_code,
     category_code = line.category_code, mandate_id = line.mandate_id
   FROM order_lines line WHERE line.id = s.order_line_id`,
  'ALTER TABLE settlement_lines ENABLE TRIGGER settlement_lines_append_only',
];

const NOT_NULL = `
  ALTER TABLE settlement_lines ALTER COLUMN lot_id SET NOT NULL, ALTER COLUMN origin_county_code SET NOT NULL,
    ALTER COLUMN category_code SET NOT NULL`;

/** The line is held as it is until the settlement is there to be seen. */
const COPY = `
  CREATE FUNCTION say_what_settled_lines_are_of() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    SELECT line.lot_id, line.origin_county_code, line.category_code, line.mandate_id
      INTO NEW.lot_id, NEW.origin_county_code, NEW.category_code, NEW.mandate_id
      FROM order_lines line WHERE line.id = NEW.order_line_id AND line.order_id = NEW.order_id FOR SHARE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'settled line % is of no line of its order', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$`;

const KEEP = `
  CREATE FUNCTION keep_what_is_settled() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM settlement_lines WHERE order_line_id = OLD.id) THEN
      RAISE EXCEPTION 'order line % is settled as what it is', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$`;

const KEPT = ['id', 'order_id', 'lot_id', 'origin_county_code', 'category_code', 'mandate_id'];
const of = (row: 'OLD' | 'NEW') => `(${KEPT.map((column) => `${row}.${column}`).join(', ')})`;

const TRIGGERS = [
  `CREATE TRIGGER settlement_lines_say_what_of BEFORE INSERT ON settlement_lines
     FOR EACH ROW EXECUTE FUNCTION say_what_settled_lines_are_of()`,
  `CREATE TRIGGER order_lines_keep_what_is_settled BEFORE UPDATE OF ${KEPT.join(', ')} ON order_lines
     FOR EACH ROW WHEN (${of('OLD')} IS DISTINCT FROM ${of('NEW')}) EXECUTE FUNCTION keep_what_is_settled()`,
];

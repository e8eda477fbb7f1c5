import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateInvoices1795300000970 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [NUMBERS, INVOICES, LINES, FILES, ...KEEP]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE invoice_files, invoice_lines, invoices, invoice_numbers');
    await runner.query('DROP INDEX settlement_lines_by_order_line');
    await runner.query(
      'DROP FUNCTION keep_invoices(), keep_invoice_lines(), keep_invoice_sums(), keep_red_lines()',
    );
  }
}

/** Which numbers of a seller are spoken for, by an invoice of orders or by a claim: one number counts once. */
const NUMBERS = `
  CREATE TABLE invoice_numbers (
    seller_id uuid NOT NULL REFERENCES organizations,
    number text NOT NULL CHECK (number ~ '^[0-9A-Z-]{6,30}$'),
    used_by text NOT NULL CHECK (used_by IN ('INVOICE', 'CLAIM')),
    PRIMARY KEY (seller_id, number));
  CREATE INDEX invoice_numbers_by_ending ON invoice_numbers (seller_id, right(number, 6))`;

/** Of a red-letter invoice both amounts are below zero. Who decides is of the other side, who withdraws of the same. */
const INVOICES = `
  CREATE TABLE invoices (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0),
    kind text NOT NULL CHECK (kind IN ('SPECIAL', 'ORDINARY', 'PRODUCE_SALE', 'PRODUCE_PURCHASE')),
    number text NOT NULL CHECK (number ~ '^([0-9]{18}|[0-9]{20})$'),
    original_id uuid REFERENCES invoices,
    seller_id uuid NOT NULL REFERENCES organizations, buyer_id uuid NOT NULL REFERENCES organizations,
    unit_id uuid NOT NULL REFERENCES organizations, unit_region_code text NOT NULL,
    seller_uscc text, buyer_uscc text, titles_match boolean NOT NULL,
    issued_on date NOT NULL, fen bigint NOT NULL CHECK (fen <> 0), tax_fen bigint NOT NULL,
    state text NOT NULL CHECK (state IN ('CAPTURED', 'CONFIRMED', 'REJECTED', 'WITHDRAWN')),
    captured_by uuid NOT NULL REFERENCES members, captured_for uuid NOT NULL REFERENCES organizations,
    captured_at timestamptz NOT NULL,
    decided_by uuid REFERENCES members, decided_for uuid REFERENCES organizations, decided_at timestamptz,
    decision_note text,
    CHECK (captured_for IN (seller_id, buyer_id)),
    CHECK ((fen < 0) = (original_id IS NOT NULL)),
    CHECK (CASE WHEN fen > 0 THEN tax_fen BETWEEN 0 AND fen ELSE tax_fen BETWEEN fen AND 0 END),
    CHECK ((decided_at IS NULL) = (state = 'CAPTURED') AND (decided_by IS NULL) = (decided_at IS NULL)
      AND (decided_for IS NULL) = (decided_at IS NULL)),
    CONSTRAINT invoices_four_eyes CHECK (state NOT IN ('CONFIRMED', 'REJECTED')
      OR (decided_by <> captured_by AND decided_for <> captured_for AND decided_for IN (seller_id, buyer_id))),
    CONSTRAINT invoices_withdrawn_by_own CHECK (state <> 'WITHDRAWN' OR decided_for = captured_for));
  CREATE UNIQUE INDEX invoices_number_once ON invoices (seller_id, number) WHERE state IN ('CAPTURED', 'CONFIRMED');
  CREATE INDEX invoices_by_capture ON invoices (captured_at DESC, id DESC);
  CREATE INDEX invoices_by_seller ON invoices (seller_id, captured_at DESC, id DESC);
  CREATE INDEX invoices_by_buyer ON invoices (buyer_id, captured_at DESC, id DESC);
  CREATE INDEX invoices_by_unit_region ON invoices (unit_region_code text_pattern_ops, captured_at DESC, id DESC);
  CREATE INDEX invoices_by_original ON invoices (original_id) WHERE original_id IS NOT NULL`;

/** Goods of one order line, or (without one) freight of the order. The red_ columns: what confirmed red-letter lines took back. */
const LINES = `
  CREATE TABLE invoice_lines (
    id uuid PRIMARY KEY, invoice_id uuid NOT NULL REFERENCES invoices, position integer NOT NULL CHECK (position > 0),
    order_id uuid NOT NULL REFERENCES orders, order_line_id uuid REFERENCES order_lines,
    reverses_id uuid REFERENCES invoice_lines,
    quantity_base bigint NOT NULL, fen bigint NOT NULL CHECK (fen <> 0), tax_fen bigint NOT NULL,
    red_base bigint NOT NULL DEFAULT 0, red_fen bigint NOT NULL DEFAULT 0, red_tax_fen bigint NOT NULL DEFAULT 0,
    UNIQUE (invoice_id, position),
    CHECK ((fen < 0) = (reverses_id IS NOT NULL)),
    CHECK (order_line_id IS NOT NULL OR quantity_base = 0),
    CHECK (CASE WHEN fen > 0 THEN tax_fen BETWEEN 0 AND fen AND quantity_base >= 0
      ELSE tax_fen BETWEEN fen AND 0 AND quantity_base <= 0 AND red_fen = 0 AND red_base = 0 AND red_tax_fen = 0 END),
    CONSTRAINT invoice_lines_never_reversed_twice CHECK (fen < 0 OR (red_fen BETWEEN 0 AND fen
      AND red_base BETWEEN 0 AND quantity_base AND red_tax_fen BETWEEN 0 AND tax_fen)));
  CREATE UNIQUE INDEX invoice_lines_goods_once ON invoice_lines (invoice_id, order_line_id) WHERE order_line_id IS NOT NULL;
  CREATE INDEX invoice_lines_by_order_line ON invoice_lines (order_line_id);
  CREATE INDEX invoice_lines_by_order ON invoice_lines (order_id);
  CREATE INDEX invoice_lines_by_reversed ON invoice_lines (reverses_id) WHERE reverses_id IS NOT NULL;
  CREATE INDEX settlement_lines_by_order_line ON settlement_lines (order_line_id)`;

const FILES = `
  CREATE TABLE invoice_files (
    invoice_id uuid NOT NULL REFERENCES invoices, file_id uuid NOT NULL REFERENCES files,
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    PRIMARY KEY (invoice_id, file_id));
  CREATE TRIGGER invoice_files_append_only BEFORE UPDATE OR DELETE ON invoice_files FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER invoice_files_keep BEFORE TRUNCATE ON invoice_files FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`;

const KEEP = [
  // What was captured stays as it was said; only the decision is added, once.
  `CREATE FUNCTION keep_invoices() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF TG_OP = 'DELETE' OR OLD.state <> 'CAPTURED'
       OR (to_jsonb(NEW) - ARRAY['version', 'state', 'decided_by', 'decided_for', 'decided_at', 'decision_note'])
         IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['version', 'state', 'decided_by', 'decided_for', 'decided_at', 'decision_note']) THEN
       RAISE EXCEPTION 'invoice % is not changed', OLD.id USING ERRCODE = 'check_violation';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER invoices_kept BEFORE UPDATE OR DELETE ON invoices FOR EACH ROW EXECUTE FUNCTION keep_invoices()`,
  `CREATE FUNCTION keep_invoice_lines() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF TG_OP = 'DELETE' OR (to_jsonb(NEW) - ARRAY['red_base', 'red_fen', 'red_tax_fen'])
         IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['red_base', 'red_fen', 'red_tax_fen'])
       OR NEW.red_fen < OLD.red_fen OR NEW.red_base < OLD.red_base OR NEW.red_tax_fen < OLD.red_tax_fen THEN
       RAISE EXCEPTION 'invoice line % is not changed', OLD.id USING ERRCODE = 'check_violation';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER invoice_lines_kept BEFORE UPDATE OR DELETE ON invoice_lines FOR EACH ROW EXECUTE FUNCTION keep_invoice_lines()`,
  // The head is the sum of its lines.
  `CREATE FUNCTION keep_invoice_sums() RETURNS trigger LANGUAGE plpgsql AS $$
   DECLARE head record; said record; concerned uuid;
   BEGIN
     concerned := (to_jsonb(NEW)->>CASE TG_TABLE_NAME WHEN 'invoices' THEN 'id' ELSE 'invoice_id' END)::uuid;
     SELECT fen, tax_fen INTO head FROM invoices WHERE id = concerned;
     SELECT coalesce(sum(fen), 0) AS fen, coalesce(sum(tax_fen), 0) AS tax_fen INTO said FROM invoice_lines WHERE invoice_id = concerned;
     IF (head.fen, head.tax_fen) IS DISTINCT FROM (said.fen, said.tax_fen) THEN
       RAISE EXCEPTION 'invoice % differs from its lines', concerned USING ERRCODE = 'check_violation';
     END IF;
     RETURN NULL;
   END $$`,
  `CREATE CONSTRAINT TRIGGER invoices_are_their_lines AFTER INSERT ON invoices DEFERRABLE INITIALLY DEFERRED
     FOR EACH ROW EXECUTE FUNCTION keep_invoice_sums()`,
  `CREATE CONSTRAINT TRIGGER invoice_lines_are_their_invoice AFTER INSERT ON invoice_lines DEFERRABLE INITIALLY DEFERRED
     FOR EACH ROW EXECUTE FUNCTION keep_invoice_sums()`,
  // A red-letter invoice that is confirmed takes back from the lines it names, never more than they have.
  `CREATE FUNCTION keep_red_lines() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     UPDATE invoice_lines blue SET red_fen = blue.red_fen - red.fen, red_base = blue.red_base - red.quantity_base,
         red_tax_fen = blue.red_tax_fen - red.tax_fen
       FROM (SELECT reverses_id, sum(fen)::bigint AS fen, sum(quantity_base)::bigint AS quantity_base, sum(tax_fen)::bigint AS tax_fen
             FROM invoice_lines WHERE invoice_id = NEW.id GROUP BY 1) red
       WHERE blue.id = red.reverses_id;
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER invoices_take_back AFTER UPDATE OF state ON invoices FOR EACH ROW
     WHEN (NEW.state = 'CONFIRMED' AND NEW.original_id IS NOT NULL) EXECUTE FUNCTION keep_red_lines()`,
];

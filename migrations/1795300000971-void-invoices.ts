import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An invoice that was captured and confirmed wrongly is voided by both sides, for a reason; nothing of it is rewritten. */
export class VoidInvoices1795300000971 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(COLUMNS);
    for (const statement of checks(
      `'CAPTURED', 'CONFIRMED', 'REJECTED', 'WITHDRAWN', 'VOIDED'`,
      `'CONFIRMED', 'REJECTED', 'VOIDED'`,
    ))
      await runner.query(statement);
    await runner.query(VOIDED_CHECK);
    for (const statement of [KEEP, KEEP_LINES, TAKE_BACK_ONCE, GIVE_BACK]) await runner.query(statement);
    await runner.query(GIVES_BACK);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER invoices_give_back ON invoices');
    await runner.query('DROP FUNCTION give_back_voided()');
    await runner.query(TAKE_BACK_BEFORE);
    await runner.query(KEEP_LINES_BEFORE);
    await runner.query(KEEP_BEFORE);
    await runner.query('ALTER TABLE invoices DROP CONSTRAINT invoices_voided_by_both');
    for (const statement of checks(
      `'CAPTURED', 'CONFIRMED', 'REJECTED', 'WITHDRAWN'`,
      `'CONFIRMED', 'REJECTED'`,
    ))
      await runner.query(statement);
    await runner.query(
      `ALTER TABLE invoices DROP COLUMN void_asked_by, DROP COLUMN void_asked_for, DROP COLUMN void_asked_at,
         DROP COLUMN void_reason, DROP COLUMN voided_by, DROP COLUMN voided_for, DROP COLUMN voided_at`,
    );
  }
}

const COLUMNS = `
  ALTER TABLE invoices
    ADD COLUMN void_asked_by uuid REFERENCES members, ADD COLUMN void_asked_for uuid REFERENCES organizations,
    ADD COLUMN void_asked_at timestamptz, ADD COLUMN void_reason text,
    ADD COLUMN voided_by uuid REFERENCES members, ADD COLUMN voided_for uuid REFERENCES organizations,
    ADD COLUMN voided_at timestamptz`;

const checks = (states: string, decided: string) => [
  'ALTER TABLE invoices DROP CONSTRAINT invoices_state_check',
  `ALTER TABLE invoices ADD CONSTRAINT invoices_state_check CHECK (state IN (${states}))`,
  'ALTER TABLE invoices DROP CONSTRAINT invoices_four_eyes',
  `ALTER TABLE invoices ADD CONSTRAINT invoices_four_eyes CHECK (state NOT IN (${decided})
     OR (decided_by <> captured_by AND decided_for <> captured_for AND decided_for IN (seller_id, buyer_id)))`,
];

/** One side asks with its reason, a person of the other side agrees. */
const VOIDED_CHECK = `
  ALTER TABLE invoices ADD CONSTRAINT invoices_voided_by_both CHECK (
    num_nulls(void_asked_by, void_asked_for, void_asked_at, void_reason) IN (0, 4)
    AND num_nulls(voided_by, voided_for, voided_at) IN (0, 3)
    AND (void_asked_at IS NULL OR (state IN ('CONFIRMED', 'VOIDED') AND void_asked_for IN (seller_id, buyer_id)))
    AND (voided_at IS NOT NULL) = (state = 'VOIDED')
    AND (voided_at IS NULL OR (void_asked_at IS NOT NULL AND voided_by <> void_asked_by
      AND voided_for <> void_asked_for AND voided_for IN (seller_id, buyer_id))))`;

const DECISION = `ARRAY['version', 'state', 'decided_by', 'decided_for', 'decided_at', 'decision_note']`;
const VOIDING = `ARRAY['version', 'state', 'void_asked_by', 'void_asked_for', 'void_asked_at', 'void_reason', 'voided_by', 'voided_for', 'voided_at']`;

/** What was captured stays as it was said; a decision is added, and after it the word of both sides that it was wrong. */
const KEEP = `
  CREATE OR REPLACE FUNCTION keep_invoices() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE may_change text[];
  BEGIN
    may_change := CASE OLD.state WHEN 'CAPTURED' THEN ${DECISION} WHEN 'CONFIRMED' THEN ${VOIDING} END;
    IF TG_OP = 'DELETE' OR may_change IS NULL OR (OLD.state = 'CONFIRMED' AND NEW.state NOT IN ('CONFIRMED', 'VOIDED'))
      OR (OLD.state = 'CAPTURED' AND NEW.state = 'VOIDED')
      OR (to_jsonb(NEW) - may_change) IS DISTINCT FROM (to_jsonb(OLD) - may_change) THEN
      RAISE EXCEPTION 'invoice % is not changed', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$`;

const KEEP_BEFORE = `CREATE OR REPLACE FUNCTION keep_invoices() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF TG_OP = 'DELETE' OR OLD.state <> 'CAPTURED'
       OR (to_jsonb(NEW) - ARRAY['version', 'state', 'decided_by', 'decided_for', 'decided_at', 'decision_note'])
         IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['version', 'state', 'decided_by', 'decided_for', 'decided_at', 'decision_note']) THEN
       RAISE EXCEPTION 'invoice % is not changed', OLD.id USING ERRCODE = 'check_violation';
     END IF;
     RETURN NEW;
   END $$`;
const KEEP_LINES_BEFORE = `CREATE OR REPLACE FUNCTION keep_invoice_lines() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF TG_OP = 'DELETE' OR (to_jsonb(NEW) - ARRAY['red_base', 'red_fen', 'red_tax_fen'])
         IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['red_base', 'red_fen', 'red_tax_fen'])
       OR NEW.red_fen < OLD.red_fen OR NEW.red_base < OLD.red_base OR NEW.red_tax_fen < OLD.red_tax_fen THEN
       RAISE EXCEPTION 'invoice line % is not changed', OLD.id USING ERRCODE = 'check_violation';
     END IF;
     RETURN NEW;
   END $$`;

/** What was taken back becomes less by one hand only: that of the database, when the red-letter invoice is voided. */
const KEEP_LINES = `
  CREATE OR REPLACE FUNCTION keep_invoice_lines() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'DELETE' OR (to_jsonb(NEW) - ARRAY['red_base', 'red_fen', 'red_tax_fen'])
        IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['red_base', 'red_fen', 'red_tax_fen'])
      OR (pg_trigger_depth() = 1 AND (NEW.red_fen < OLD.red_fen OR NEW.red_base < OLD.red_base OR NEW.red_tax_fen < OLD.red_tax_fen)) THEN
      RAISE EXCEPTION 'invoice line % is not changed', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$`;

const TAKE_BACK = (once: string) => `
  CREATE OR REPLACE TRIGGER invoices_take_back AFTER UPDATE OF state ON invoices FOR EACH ROW
    WHEN (${once} NEW.state = 'CONFIRMED' AND NEW.original_id IS NOT NULL) EXECUTE FUNCTION keep_red_lines()`;
const TAKE_BACK_ONCE = TAKE_BACK(`OLD.state = 'CAPTURED' AND`);
const TAKE_BACK_BEFORE = TAKE_BACK('');

/** A voided red-letter invoice gives back what it took; another is voided only where none takes back from it. */
const GIVE_BACK = `
  CREATE FUNCTION give_back_voided() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.original_id IS NULL THEN
      IF EXISTS (SELECT FROM invoices WHERE original_id = NEW.id AND state IN ('CAPTURED', 'CONFIRMED')) THEN
        RAISE EXCEPTION 'invoice % is taken back by another', NEW.id USING ERRCODE = 'check_violation';
      END IF;
      RETURN NULL;
    END IF;
    UPDATE invoice_lines blue SET red_fen = blue.red_fen + red.fen, red_base = blue.red_base + red.quantity_base,
        red_tax_fen = blue.red_tax_fen + red.tax_fen
      FROM (SELECT reverses_id, sum(fen)::bigint AS fen, sum(quantity_base)::bigint AS quantity_base, sum(tax_fen)::bigint AS tax_fen
            FROM invoice_lines WHERE invoice_id = NEW.id GROUP BY 1) red
      WHERE blue.id = red.reverses_id;
    RETURN NULL;
  END $$`;
const GIVES_BACK = `
  CREATE TRIGGER invoices_give_back AFTER UPDATE OF state ON invoices FOR EACH ROW
    WHEN (OLD.state = 'CONFIRMED' AND NEW.state = 'VOIDED') EXECUTE FUNCTION give_back_voided()`;

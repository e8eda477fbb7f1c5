import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A claim that draws on an invoice has its number; once nothing of it is claimed any more the number is free. */
export class TakeInvoiceNumbersForClaims1795300001355 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('LOCK TABLE claimed_invoices IN SHARE ROW EXCLUSIVE MODE');
    for (const statement of [TAKE, ON_CHANGE, TAKEN]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER claimed_invoices_take_numbers ON claimed_invoices');
    await runner.query('DROP FUNCTION take_claimed_numbers()');
    await runner.query(`DELETE FROM invoice_numbers WHERE used_by = 'CLAIM'`);
  }
}

const TAKE = `
  CREATE FUNCTION take_claimed_numbers() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.used_fen > 0 THEN
      INSERT INTO invoice_numbers (seller_id, number, used_by) VALUES (NEW.supplier_id, NEW.invoice_no, 'CLAIM');
    ELSE
      DELETE FROM invoice_numbers WHERE seller_id = NEW.supplier_id AND number = NEW.invoice_no AND used_by = 'CLAIM';
    END IF;
    RETURN NULL;
  END $$`;

const ON_CHANGE = `
  CREATE TRIGGER claimed_invoices_take_numbers AFTER UPDATE OF used_fen ON claimed_invoices FOR EACH ROW
    WHEN ((NEW.used_fen > 0) <> (OLD.used_fen > 0)) EXECUTE FUNCTION take_claimed_numbers()`;

const TAKEN = `
  INSERT INTO invoice_numbers (seller_id, number, used_by)
  SELECT supplier_id, invoice_no, 'CLAIM' FROM claimed_invoices WHERE used_fen > 0 ON CONFLICT DO NOTHING`;

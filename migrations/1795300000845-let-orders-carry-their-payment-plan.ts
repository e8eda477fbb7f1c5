import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is agreed beside the terms, and how far an overdue part was followed. POSTPAID without details is a contract older
 * than plans: due at once after acceptance, and its text lets nobody extend it.
 */
export class LetOrdersCarryTheirPaymentPlan1795300000845 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      ALTER TABLE orders ADD COLUMN deposit_percent integer CHECK (deposit_percent BETWEEN 1 AND 99),
        ADD COLUMN rest_due text CHECK (rest_due IN ('BEFORE_DISPATCH', 'AFTER_ACCEPTANCE', 'INSTALMENTS', 'BY_SHIPMENT')),
        ADD COLUMN instalments integer CHECK (instalments BETWEEN 2 AND 12),
        ADD COLUMN overdue_told_on date,
        ADD COLUMN overdue_escalated boolean NOT NULL DEFAULT false CHECK (overdue_told_on IS NOT NULL OR NOT overdue_escalated),
        DROP CONSTRAINT orders_terms_check,
        ADD CONSTRAINT orders_terms_check CHECK (terms IN ('PREPAID', 'DEPOSIT_BALANCE', 'POSTPAID')) NOT VALID,
        ADD CONSTRAINT orders_plan_check CHECK (
          (deposit_percent IS NOT NULL) = (terms = 'DEPOSIT_BALANCE')
          AND (instalments IS NOT NULL) = coalesce(rest_due = 'INSTALMENTS', false)
          AND CASE terms WHEN 'PREPAID' THEN rest_due IS NULL WHEN 'DEPOSIT_BALANCE' THEN rest_due IS NOT NULL
                ELSE coalesce(rest_due, '') <> 'BEFORE_DISPATCH' END) NOT VALID`);
    await runner.query('ALTER TABLE orders VALIDATE CONSTRAINT orders_terms_check');
    await runner.query('ALTER TABLE orders VALIDATE CONSTRAINT orders_plan_check');
    await runner.query(`CREATE INDEX orders_shipments_due ON orders (payment_due_on)
      WHERE rest_due = 'BY_SHIPMENT' AND state IN ('IN_FULFILMENT', 'SHIPPED', 'DELIVERED')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      ALTER TABLE orders DROP CONSTRAINT orders_plan_check, DROP CONSTRAINT orders_terms_check,
        ADD CONSTRAINT orders_terms_check CHECK (terms IN ('PREPAID', 'POSTPAID')),
        DROP COLUMN overdue_escalated, DROP COLUMN overdue_told_on, DROP COLUMN instalments, DROP COLUMN rest_due,
        DROP COLUMN deposit_percent`);
  }
}

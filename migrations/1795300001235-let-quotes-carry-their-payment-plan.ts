import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is quoted beside the terms of payment. POSTPAID without details was said before there were plans. */
export class LetQuotesCarryTheirPaymentPlan1795300001235 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      ALTER TABLE quote_versions ADD COLUMN deposit_percent integer CHECK (deposit_percent BETWEEN 1 AND 99),
        ADD COLUMN rest_due text CHECK (rest_due IN ('BEFORE_DISPATCH', 'AFTER_ACCEPTANCE', 'INSTALMENTS', 'BY_SHIPMENT')),
        ADD COLUMN instalments integer CHECK (instalments BETWEEN 2 AND 12),
        DROP CONSTRAINT quote_versions_payment_terms_check,
        ADD CONSTRAINT quote_versions_payment_terms_check CHECK (payment_terms IN ('PREPAID', 'DEPOSIT_BALANCE', 'POSTPAID')),
        ADD CONSTRAINT quote_versions_plan_check CHECK (
          (deposit_percent IS NOT NULL) = (payment_terms = 'DEPOSIT_BALANCE')
          AND (instalments IS NOT NULL) = coalesce(rest_due = 'INSTALMENTS', false)
          AND CASE payment_terms WHEN 'PREPAID' THEN rest_due IS NULL WHEN 'DEPOSIT_BALANCE' THEN rest_due IS NOT NULL
                ELSE coalesce(rest_due, '') <> 'BEFORE_DISPATCH' END)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      ALTER TABLE quote_versions DROP CONSTRAINT quote_versions_plan_check, DROP CONSTRAINT quote_versions_payment_terms_check,
        ADD CONSTRAINT quote_versions_payment_terms_check CHECK (payment_terms IN ('PREPAID', 'POSTPAID')),
        DROP COLUMN instalments, DROP COLUMN rest_due, DROP COLUMN deposit_percent`);
  }
}

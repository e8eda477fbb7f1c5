import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the bank did not pay is open again, whatever stands open beside it; but only one at a time is frozen. */
export class LetFailedStatementsOpenAgain1795300000951 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('DROP INDEX payout_statements_one_in_preparation');
    await runner.query(`
      CREATE UNIQUE INDEX payout_statements_one_calculated ON payout_statements (supplier_id)
        WHERE state = 'CALCULATED'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX payout_statements_one_calculated');
    await runner.query(`
      CREATE UNIQUE INDEX payout_statements_one_in_preparation ON payout_statements (supplier_id)
        WHERE state IN ('OPEN', 'CALCULATED')`);
  }
}

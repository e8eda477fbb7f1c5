import type { MigrationInterface, QueryRunner } from 'typeorm';

const CONSTRAINTS = [
  ['orders', 'orders_of_frameworks', 'FOREIGN KEY (framework_id) REFERENCES framework_agreements'],
  ['order_lines', 'order_lines_of_frameworks', 'FOREIGN KEY (framework_line_id) REFERENCES framework_lines'],
  ['orders', 'orders_delivered_within_agreement', 'CHECK (delivery_on <= delivery_until)'],
] as const;

/** What stood before the constraints came holds them too. */
export class ProveOrdersOfFrameworks1795300001252 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const [table, name] of CONSTRAINTS)
      await runner.query(`ALTER TABLE ${table} VALIDATE CONSTRAINT ${name}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const [table, name, what] of CONSTRAINTS)
      await runner.query(
        `ALTER TABLE ${table} DROP CONSTRAINT ${name}, ADD CONSTRAINT ${name} ${what} NOT VALID`,
      );
  }
}

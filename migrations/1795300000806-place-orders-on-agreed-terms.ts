import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Orders on agreed terms: one per version of a quote, any number per framework agreement. Quotes and agreements come later. */
export class PlaceOrdersOnAgreedTerms1795300000806 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE orders ADD COLUMN quote_version_id uuid, ADD COLUMN framework_id uuid');
    await runner.query(
      'ALTER TABLE orders ADD CONSTRAINT orders_one_per_quote_version UNIQUE (quote_version_id)',
    );
    await runner.query(
      'CREATE INDEX orders_by_framework ON orders (framework_id) WHERE framework_id IS NOT NULL',
    );
    await runner.query('ALTER TABLE order_lines ADD COLUMN framework_line_id uuid');
    await runner.query(
      'CREATE INDEX order_lines_by_framework_line ON order_lines (framework_line_id) WHERE framework_line_id IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE order_lines DROP COLUMN framework_line_id');
    await runner.query('ALTER TABLE orders DROP COLUMN framework_id, DROP COLUMN quote_version_id');
  }
}

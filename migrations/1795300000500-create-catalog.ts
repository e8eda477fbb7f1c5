import type { MigrationInterface, QueryRunner } from 'typeorm';
import { lotTables } from './1795300000500-create-lots';
import { productTables } from './1795300000500-create-products';

/** Products and what they may be sold as; then the lots and their stock. */
export class CreateCatalog1795300000500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [...productTables, ...lotTables]) await runner.query(statement);
    for (const table of APPEND_ONLY) {
      await runner.query(
        `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE listings DROP CONSTRAINT listings_current');
    for (const table of TABLES) await runner.query(`DROP TABLE ${table}`);
    await runner.query('DROP FUNCTION check_origin_shares()');
  }
}

const APPEND_ONLY = [
  'listing_versions',
  'recognition_steps',
  'lot_movements',
  'lot_transformations',
  'lot_transformation_parts',
];

const TABLES = [
  'lot_transformation_parts',
  'lot_transformations',
  'lot_movements',
  'lot_holdings',
  'lot_stock',
  'lot_origin_shares',
  'lots',
  'plots',
  'capacities',
  'recognition_steps',
  'recognitions',
  'listing_versions',
  'listings',
  'product_certificates',
  'products',
];

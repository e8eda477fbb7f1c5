import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is for sale is a small part of all lots there ever were: pages of it walk an index of its own, in their order. */
export class IndexLotsForSale1795300000502 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const [name, columns] of INDEXES)
      await runner.query(`CREATE INDEX ${name} ON lots (${columns}) WHERE state = 'AVAILABLE'`);
    await runner.query('CREATE INDEX products_category ON products (category_code text_pattern_ops)');
    // Without it every page reads all recognitions there are.
    await runner.query('CREATE INDEX recognitions_product ON recognitions (product_id, valid_from)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const [name] of INDEXES) await runner.query(`DROP INDEX ${name}`);
    await runner.query('DROP INDEX products_category, recognitions_product');
  }
}

const INDEXES = [
  ['lots_for_sale', 'id'],
  ['lots_for_sale_newest', 'harvested_on, id'],
  ['lots_for_sale_soonest', 'expires_on, id'],
  ['lots_for_sale_origin', 'origin_county_code text_pattern_ops, id'],
] as const;

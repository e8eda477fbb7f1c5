import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An order is its supplier's; a hub or agent that offered the supplier's goods is named beside. */
export class NameWhoOfferedAnOrder1795300000812 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`ALTER TABLE orders ADD COLUMN agent_id uuid REFERENCES organizations,
      ADD CONSTRAINT orders_agent_offers_for_another 
        CHECK (agent_id IS NULL OR (agent_id <> supplier_id AND quote_version_id IS NOT NULL))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE orders DROP COLUMN agent_id');
  }
}

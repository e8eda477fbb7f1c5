import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 召回: a lot's recall with every lot made of it, and a case for every order that settled some of them. */
export class GatherRecalls1795300000903 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE TABLE lot_recalls (
        id uuid PRIMARY KEY REFERENCES lots, version integer NOT NULL CHECK (version > 0),
        supplier_id uuid NOT NULL REFERENCES organizations, state text NOT NULL CHECK (state IN ('OPEN', 'PROPOSED', 'CONFIRMED')),
        recalled_by uuid REFERENCES members, recalled_at timestamptz NOT NULL, due_on date,
        words text, proposed_by uuid REFERENCES members, proposed_at timestamptz,
        decided_by uuid REFERENCES members CHECK (decided_by NOT IN (proposed_by, recalled_by)), decided_at timestamptz,
        CHECK ((state = 'OPEN') = (proposed_by IS NULL)), CHECK ((proposed_by IS NULL) = (words IS NULL)),
        CHECK ((proposed_by IS NULL) = (proposed_at IS NULL)),
        CHECK ((state = 'CONFIRMED') = (decided_by IS NOT NULL)), CHECK ((decided_by IS NULL) = (decided_at IS NULL)))`);
    await runner.query('CREATE INDEX lot_recalls_by_date ON lot_recalls (recalled_at DESC, id DESC)');
    await runner.query(`
      CREATE TABLE lot_recall_lots (
        lot_id uuid PRIMARY KEY REFERENCES lots, recall_id uuid NOT NULL REFERENCES lot_recalls,
        county_code text NOT NULL, gathered_at timestamptz)`);
    await runner.query('CREATE INDEX lot_recall_lots_by_recall ON lot_recall_lots (recall_id)');
    await runner.query(`
      ALTER TABLE aftersales_cases ADD COLUMN recall_id uuid REFERENCES lot_recalls,
        ADD CONSTRAINT aftersales_cases_recall CHECK ((recall_id IS NULL) = (kind <> 'RECALL'))`);
    await runner.query(`
      CREATE UNIQUE INDEX aftersales_cases_one_per_recall ON aftersales_cases (recall_id, order_id)
        WHERE recall_id IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE aftersales_cases DROP COLUMN recall_id');
    await runner.query('DROP TABLE lot_recall_lots');
    await runner.query('DROP TABLE lot_recalls');
  }
}

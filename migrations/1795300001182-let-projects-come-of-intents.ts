import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A project says which intent it came of; only the two sides of the intent are told so. */
export class LetProjectsComeOfIntents1795300001182 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  'ALTER TABLE investment_intents ADD CONSTRAINT investment_intents_of_investor UNIQUE (id, investor_id)',
  'ALTER TABLE park_projects ADD intent_id uuid',
  // Of the same investor, and of one that takes part on the platform.
  `ALTER TABLE park_projects ADD CONSTRAINT park_projects_of_intent FOREIGN KEY (intent_id, investor_id)
     REFERENCES investment_intents (id, investor_id)`,
  'ALTER TABLE park_projects ADD CONSTRAINT park_projects_intent_has_investor CHECK (intent_id IS NULL OR investor_id IS NOT NULL)',
  `CREATE UNIQUE INDEX park_projects_one_of_intent ON park_projects (intent_id, park_id)
     WHERE intent_id IS NOT NULL AND standing IN ('ACTIVE', 'STALLED')`,
  `CREATE TRIGGER park_projects_intent_kept BEFORE UPDATE ON park_projects FOR EACH ROW
     WHEN (NEW.intent_id IS DISTINCT FROM OLD.intent_id) EXECUTE FUNCTION refuse_change()`,
];

const DOWN = [
  'DROP TRIGGER park_projects_intent_kept ON park_projects',
  'DROP INDEX park_projects_one_of_intent',
  'ALTER TABLE park_projects DROP COLUMN intent_id',
  'ALTER TABLE investment_intents DROP CONSTRAINT investment_intents_of_investor',
];

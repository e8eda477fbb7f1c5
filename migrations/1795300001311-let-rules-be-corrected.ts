import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A stored rule version is never changed. Its correction is a further edition of the same days: the newest one judges,
 * older ones stay readable for what pins them. A unit's own target is a leaf as others are.
 */
export class LetRulesBeCorrected1795300001311 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      ALTER TABLE counting_rule_versions ADD COLUMN edition integer NOT NULL DEFAULT 1 CHECK (edition > 0),
        DROP CONSTRAINT counting_rule_versions_dates_apart,
        ADD CONSTRAINT counting_rule_versions_dates_apart EXCLUDE USING gist (
          scheme WITH =, edition WITH =, daterange(valid_from, valid_to, '[]') WITH &&)`);
    await runner.query(LEAVES(`'PAIRING', 'OWN', 'UNIT'`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(LEAVES(`'PAIRING', 'OWN'`));
    await runner.query(`
      ALTER TABLE counting_rule_versions DROP CONSTRAINT counting_rule_versions_dates_apart, DROP COLUMN edition,
        ADD CONSTRAINT counting_rule_versions_dates_apart EXCLUDE USING gist (
          scheme WITH =, daterange(valid_from, valid_to, '[]') WITH &&)`);
  }
}

const LEAVES = (leaves: string) => `
  ALTER TABLE counting_entries DROP CONSTRAINT counting_entries_target_leaf_check,
    ADD CONSTRAINT counting_entries_target_leaf_check CHECK (target_leaf IN (${leaves}))`;

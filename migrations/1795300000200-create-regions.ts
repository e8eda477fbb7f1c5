import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateRegions1795300000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    // exclusion constraints compare text and ranges together; the extension is trusted and stays on the way down
    await runner.query('CREATE EXTENSION IF NOT EXISTS btree_gist');
    for (const sql of TABLES) await runner.query(sql);
    await runner.query(
      'INSERT INTO region_facts_state (only_row, shipped_version, change_count) VALUES (true, 0, 0)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE region_facts_state, holiday_spans, holiday_notices, policy_regimes, rule_facts,
      county_designations, division_changes, divisions`);
  }
}

/** Years and days are inclusive at both ends; an open end is null. */
const TABLES = [
  `CREATE TABLE divisions (
    code text NOT NULL CHECK (code ~ '^[0-9]{6}$'),
    name text NOT NULL,
    first_year integer,
    last_year integer CHECK (last_year >= first_year),
    longitude numeric(5, 2), latitude numeric(4, 2),
    UNIQUE NULLS NOT DISTINCT (code, last_year))`,
  `CREATE TABLE division_changes (
    old_code text NOT NULL, last_year integer NOT NULL, successor_code text NOT NULL,
    PRIMARY KEY (old_code, last_year, successor_code),
    FOREIGN KEY (old_code, last_year) REFERENCES divisions (code, last_year) ON DELETE CASCADE)`,
  `CREATE TABLE county_designations (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    list text NOT NULL,
    code text CHECK (code ~ '^[0-9]{6}$'),
    name text NOT NULL,
    parent_code text NOT NULL CHECK (parent_code ~ '^[0-9]{4}00$'),
    judged_on date NOT NULL,
    carried_to text CHECK (carried_to ~ '^[0-9]{6}$'),
    year_left_poverty integer,
    valid_from date NOT NULL, valid_to date CHECK (valid_to >= valid_from),
    source_document text NOT NULL, verified boolean NOT NULL, note text,
    UNIQUE NULLS NOT DISTINCT (list, valid_from, code, parent_code, name))`,
  `CREATE TABLE rule_facts (
    key text NOT NULL,
    region_code text CHECK (region_code ~ '^[0-9]{6}$'),
    value text NOT NULL CHECK (value ~ '^[0-9]+([.][0-9]+)?$'),
    unit text NOT NULL,
    valid_from date NOT NULL, valid_to date CHECK (valid_to >= valid_from),
    source_document text NOT NULL, verified boolean NOT NULL,
    CONSTRAINT rule_facts_one_at_a_time EXCLUDE USING gist
      (key WITH =, coalesce(region_code, '') WITH =, daterange(valid_from, valid_to, '[]') WITH &&))`,
  `CREATE TABLE policy_regimes (
    code text PRIMARY KEY, name_zh text NOT NULL, name_en text NOT NULL,
    valid_from date NOT NULL, valid_to date CHECK (valid_to >= valid_from),
    source_document text NOT NULL, verified boolean NOT NULL,
    CONSTRAINT policy_regimes_one_at_a_time EXCLUDE USING gist (daterange(valid_from, valid_to, '[]') WITH &&))`,
  `CREATE TABLE holiday_notices (year integer PRIMARY KEY, source_document text NOT NULL, verified boolean NOT NULL)`,
  `CREATE TABLE holiday_spans (
    year integer NOT NULL REFERENCES holiday_notices ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('REST', 'WORK')),
    first_day date NOT NULL, last_day date NOT NULL CHECK (last_day >= first_day), name text NOT NULL,
    CONSTRAINT holiday_spans_apart EXCLUDE USING gist (daterange(first_day, last_day, '[]') WITH &&))`,
  `CREATE TABLE region_facts_state (
    only_row boolean PRIMARY KEY CHECK (only_row), shipped_version integer NOT NULL, change_count bigint NOT NULL)`,
];

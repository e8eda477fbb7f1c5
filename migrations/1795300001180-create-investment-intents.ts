import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An intent is its investor's; a park is shown it by a release, one at a time, which keeps what the park said to it. */
export class CreateInvestmentIntents1795300001180 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [INTENTS, NEEDS, RELEASES]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['intent_releases', 'intent_needs', 'investment_intents'])
      await runner.query(`DROP TABLE ${table}`);
  }
}

const INTENTS = `
  CREATE TABLE investment_intents (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0), number text NOT NULL UNIQUE,
    state text NOT NULL CHECK (state IN ('OPEN', 'WITHDRAWN', 'EXPIRED')),
    investor_id uuid NOT NULL REFERENCES organizations,
    kind text NOT NULL CHECK (kind IN ('NEW', 'EXPANSION', 'RELOCATION')),
    stage text NOT NULL CHECK (stage IN ('EXPLORING', 'DECIDED', 'FUNDED')),
    industry_code text NOT NULL CHECK (industry_code ~ '^[0-9]{3,4}$'),
    investment_fen bigint NOT NULL CHECK (investment_fen > 0),
    jobs integer NOT NULL CHECK (jobs BETWEEN 0 AND 1000000),
    slot_kinds text[] NOT NULL CHECK (slot_kinds <@ '{LAND,PLANT}' AND cardinality(slot_kinds) BETWEEN 1 AND 2),
    region_codes text[] NOT NULL CHECK (cardinality(region_codes) <= 20),
    start_from date NOT NULL, start_by date NOT NULL CHECK (start_by >= start_from),
    valid_until date NOT NULL, note text,
    stated_by uuid NOT NULL REFERENCES members, stated_at timestamptz NOT NULL, opens_at timestamptz NOT NULL,
    ended_at timestamptz CHECK (ended_at >= stated_at),
    CONSTRAINT investment_intents_end_once CHECK ((state = 'OPEN') = (ended_at IS NULL)));
  CREATE INDEX investment_intents_by_investor ON investment_intents (investor_id, stated_at DESC, id DESC);
  CREATE INDEX investment_intents_to_expire ON investment_intents (valid_until, id) WHERE state = 'OPEN'`;

const NEEDS = `
  CREATE TABLE intent_needs (
    intent_id uuid NOT NULL REFERENCES investment_intents, resource text NOT NULL,
    capacity integer NOT NULL CHECK (capacity BETWEEN 1 AND 1000000000),
    PRIMARY KEY (intent_id, resource))`;

const RELEASES = `
  CREATE TABLE intent_releases (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0),
    intent_id uuid NOT NULL REFERENCES investment_intents, park_id uuid NOT NULL REFERENCES parks,
    state text NOT NULL CHECK (state IN ('RELEASED', 'INTERESTED', 'DECLINED', 'RECALLED', 'ENDED')),
    released_by uuid NOT NULL REFERENCES members, released_at timestamptz NOT NULL, opens_at timestamptz NOT NULL,
    answered_by uuid REFERENCES members, answered_at timestamptz CHECK (answered_at >= released_at), answer_note text,
    ended_at timestamptz CHECK (ended_at >= released_at),
    CONSTRAINT intent_releases_answered_whole CHECK ((answered_by IS NULL) = (answered_at IS NULL)
      AND (state <> 'RELEASED' OR answered_at IS NULL) AND (state NOT IN ('INTERESTED', 'DECLINED') OR answered_at IS NOT NULL)),
    CONSTRAINT intent_releases_end_once CHECK ((state IN ('RECALLED', 'ENDED')) = (ended_at IS NOT NULL)));
  CREATE UNIQUE INDEX intent_releases_one_live ON intent_releases (intent_id, park_id) WHERE ended_at IS NULL;
  CREATE INDEX intent_releases_by_park ON intent_releases (park_id, released_at DESC, id DESC) WHERE ended_at IS NULL;
  CREATE INDEX intent_releases_by_intent ON intent_releases (intent_id, released_at DESC, id DESC)`;

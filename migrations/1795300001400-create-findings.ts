import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 疑点: what looked wrong in a night's search, by ids alone; what was said and decided about it. */
export class CreateFindings1795300001400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [FINDINGS, EVIDENCE, PORTIONS, WORDS, SEARCHES]) await runner.query(statement);
    for (const table of APPEND_ONLY) {
      await runner.query(
        `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
      );
      await runner.query(
        `CREATE TRIGGER ${table}_keep BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...APPEND_ONLY, 'findings']) await runner.query(`DROP TABLE ${table}`);
  }
}

const APPEND_ONLY = ['finding_evidence', 'finding_portions', 'finding_words', 'finding_searches'];

/** Two people (I18): who took it up does not contest it; who contested it, or took it up, does not decide. */
const FINDINGS = `
  CREATE TABLE findings (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0),
    kind text NOT NULL CHECK (kind IN ('RELATED_PARTIES', 'SPLIT_ORDERS', 'OFF_SEASON_LOT', 'OUTPACED_HARVEST',
      'PRICE_OUTSIDE_BAND', 'INVOICE_TWICE', 'ROUNDED_MONTH_END', 'SHARED_CONTACT')),
    subject_key text NOT NULL,
    county_code text CHECK (county_code ~ '^[0-9]{6}$'),
    owner_id uuid NOT NULL REFERENCES organizations,
    state text NOT NULL CHECK (state IN ('OPEN', 'EXPLAINED', 'CONTESTED', 'CONFIRMED', 'DISMISSED')),
    strength_bp bigint NOT NULL CHECK (strength_bp >= 0),
    found_at timestamptz NOT NULL, due_at timestamptz NOT NULL,
    taken_by uuid REFERENCES members, asked_id uuid REFERENCES organizations,
    contested_by uuid REFERENCES members, decided_by uuid REFERENCES members, decided_at timestamptz,
    CONSTRAINT findings_once UNIQUE (kind, subject_key),
    CONSTRAINT findings_contested_by_another CHECK (contested_by <> taken_by),
    CONSTRAINT findings_decided_by_another CHECK (decided_by <> coalesce(contested_by, taken_by)),
    CHECK (state = 'OPEN' OR taken_by IS NOT NULL),
    CHECK (state <> 'CONTESTED' OR contested_by IS NOT NULL),
    CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
    CHECK ((state IN ('CONFIRMED', 'DISMISSED')) = (decided_by IS NOT NULL)));
  CREATE INDEX findings_newest ON findings (found_at DESC, id DESC);
  CREATE INDEX findings_by_county ON findings (county_code text_pattern_ops, found_at DESC, id DESC);
  CREATE INDEX findings_asked ON findings (asked_id) WHERE asked_id IS NOT NULL`;

const EVIDENCE = `
  CREATE TABLE finding_evidence (
    finding_id uuid NOT NULL REFERENCES findings,
    kind text NOT NULL CHECK (kind IN ('ORGANIZATION', 'ORDER', 'LOT', 'CAPACITY', 'CLAIM')),
    subject_id uuid NOT NULL,
    PRIMARY KEY (finding_id, kind, subject_id))`;

const PORTIONS = `
  CREATE TABLE finding_portions (
    finding_id uuid NOT NULL REFERENCES findings, portion_id uuid NOT NULL,
    PRIMARY KEY (finding_id, portion_id))`;

const WORDS = `
  CREATE TABLE finding_words (
    finding_id uuid NOT NULL REFERENCES findings, position integer NOT NULL CHECK (position > 0),
    verb text NOT NULL, organization_id uuid NOT NULL REFERENCES organizations,
    member_id uuid NOT NULL REFERENCES members, note text NOT NULL, said_at timestamptz NOT NULL,
    PRIMARY KEY (finding_id, position))`;

/** One search a night; a night in which no worker runs is left out. */
const SEARCHES = `
  CREATE TABLE finding_searches (
    searched_on date PRIMARY KEY, found integer NOT NULL CHECK (found >= 0), ended_at timestamptz NOT NULL)`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 争议: a month's report keeps the names it was made with, shows contested portions apart, and its lines can be disputed. */
export class DisputeLinesOfClosedMonths1795300001320 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [
      FORMAT,
      NAMES,
      ...NAMES_SO_FAR,
      CONTESTS,
      CONTESTED,
      CARRIED,
      DISPUTES,
      LINES,
      WORDS,
    ])
      await runner.query(statement);
    await runner.query(KEEP_CLOSED);
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
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(TRUST_THE_TEXT);
    for (const table of [...APPEND_ONLY.toReversed(), 'counting_disputes', 'counting_contests'])
      await runner.query(`DROP TABLE ${table}`);
    await runner.query('ALTER TABLE counting_period_reports DROP COLUMN format');
  }
}

const APPEND_ONLY = [
  'counting_period_names',
  'counting_period_contested',
  'counting_period_carried',
  'counting_dispute_lines',
  'counting_dispute_words',
];

/** Every report made so far is of the first format, which is composed to the byte as it was. */
const FORMAT = `ALTER TABLE counting_period_reports ADD COLUMN format smallint NOT NULL DEFAULT 1 CHECK (format IN (1, 2))`;

/** What codes were called when a report was made: later renamings and imports do not reach it. */
const NAMES = `
  CREATE TABLE counting_period_names (
    period_id uuid NOT NULL REFERENCES counting_periods (id),
    revision integer NOT NULL,
    kind text NOT NULL CHECK (kind IN ('REGION', 'CATEGORY', 'REGIME')),
    code text NOT NULL,
    name text NOT NULL,
    PRIMARY KEY (period_id, revision, kind, code))`;

/** The reports made so far say themselves what they called everything. */
const named = (kind: string, elements: string) => `
  INSERT INTO counting_period_names (period_id, revision, kind, code, name)
  SELECT DISTINCT r.period_id, r.revision, '${kind}', one->>'code', one->>'name'
    FROM counting_period_reports r, LATERAL jsonb_array_elements(${elements}) one
   WHERE one->>'code' IS NOT NULL
  ON CONFLICT DO NOTHING`;
export const NAMES_SO_FAR = [
  named('REGION', `coalesce(r.content::jsonb->'counties', '[]')`),
  named('CATEGORY', `coalesce(r.content::jsonb->'categories', '[]')`),
  named('REGION', `jsonb_build_array(r.content::jsonb->'east', r.content::jsonb->'west')`),
];

/** Frozen: shown apart in every report made while it stands. Scheme null: in all of them. */
const CONTESTS = `
  CREATE TABLE counting_contests (
    id uuid PRIMARY KEY,
    scheme text REFERENCES counting_schemes,
    portion_id uuid NOT NULL,
    cause text NOT NULL CHECK (cause ~ '^[a-z-]{3,20}:[0-9a-f-]{36}$'),
    opened_at timestamptz NOT NULL,
    opened_by uuid,
    closed_at timestamptz,
    outcome text CHECK (outcome IN ('UPHELD', 'DISMISSED')),
    CHECK ((closed_at IS NULL) = (outcome IS NULL)),
    CONSTRAINT counting_contests_once UNIQUE NULLS NOT DISTINCT (portion_id, scheme, cause));
  CREATE INDEX counting_contests_open ON counting_contests (portion_id) WHERE closed_at IS NULL;
  CREATE INDEX counting_contests_cause ON counting_contests (cause) WHERE closed_at IS NULL`;

/** Which portions a report shows apart, and what of them stands on its list. */
const CONTESTED = `
  CREATE TABLE counting_period_contested (
    period_id uuid NOT NULL REFERENCES counting_periods (id),
    revision integer NOT NULL,
    portion_id uuid NOT NULL,
    fen bigint NOT NULL,
    PRIMARY KEY (period_id, revision, portion_id))`;

/** What an earlier month was signed without and a later one brings, once nobody contests it any more. */
const CARRIED = `
  CREATE TABLE counting_period_carried (
    from_period_id uuid NOT NULL REFERENCES counting_periods (id),
    portion_id uuid NOT NULL,
    period_id uuid NOT NULL REFERENCES counting_periods (id),
    revision integer NOT NULL,
    fen bigint NOT NULL,
    PRIMARY KEY (from_period_id, portion_id),
    CHECK (from_period_id <> period_id));
  CREATE INDEX counting_period_carried_to ON counting_period_carried (period_id, revision)`;

const DISPUTES = `
  CREATE TABLE counting_disputes (
    id uuid PRIMARY KEY,
    period_id uuid NOT NULL REFERENCES counting_periods (id),
    revision integer NOT NULL CHECK (revision > 0),
    side text NOT NULL CHECK (side IN ('EAST', 'WEST')),
    organization_id uuid NOT NULL REFERENCES organizations,
    state text NOT NULL CHECK (state IN ('OPEN', 'ANSWERED', 'ESCALATED', 'UPHELD', 'WITHDRAWN')),
    opened_by uuid NOT NULL REFERENCES members,
    opened_at timestamptz NOT NULL,
    waits_since timestamptz NOT NULL,
    reminded boolean NOT NULL,
    decided_by uuid REFERENCES members,
    decided_at timestamptz,
    version integer NOT NULL,
    CONSTRAINT counting_disputes_four_eyes CHECK (state <> 'UPHELD' OR decided_by <> opened_by),
    CHECK ((state IN ('UPHELD', 'WITHDRAWN')) = (decided_by IS NOT NULL) AND (decided_by IS NULL) = (decided_at IS NULL)));
  CREATE INDEX counting_disputes_period ON counting_disputes (period_id, opened_at, id);
  CREATE INDEX counting_disputes_live ON counting_disputes (waits_since) WHERE state IN ('OPEN', 'ANSWERED')`;

const LINES = `
  CREATE TABLE counting_dispute_lines (
    dispute_id uuid NOT NULL REFERENCES counting_disputes,
    entry_id uuid NOT NULL REFERENCES counting_entries,
    reason text NOT NULL,
    PRIMARY KEY (dispute_id, entry_id));
  CREATE INDEX counting_dispute_lines_entry ON counting_dispute_lines (entry_id)`;

const WORDS = `
  CREATE TABLE counting_dispute_words (
    dispute_id uuid NOT NULL REFERENCES counting_disputes,
    position integer NOT NULL CHECK (position > 0),
    side text NOT NULL CHECK (side IN ('EAST', 'WEST')),
    member_id uuid NOT NULL REFERENCES members,
    words text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (dispute_id, position))`;

/** What may be booked where: `legal` beside an open month. */
export const keepingPeriods = (legal: string) => `
  CREATE OR REPLACE FUNCTION keep_counting_periods() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE found text := counting_period_state(NEW.agreement_id, NEW.period);
  BEGIN
    IF found = 'OPEN' ${legal} THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'entry %: month % of agreement % is %', NEW.id, NEW.period, NEW.agreement_id, found
      USING ERRCODE = 'check_violation';
  END $$`;

const TRUST_THE_TEXT = keepingPeriods(
  `OR (found IN ('SOFT_CLOSED', 'RECONCILING') AND NEW.cause LIKE 'reattribution:%')`,
);

/** SQL: the row was decided by this very transaction. */
const NOW = (row: string) => `${row}.xmin = pg_current_xact_id()::xid`;

/** Into a month that is closed and not signed comes what was decided in this very transaction, and of its cause alone. */
const MOVED = `EXISTS (SELECT FROM reattributions moved WHERE 'reattribution:' || moved.id = NEW.cause
        AND moved.state = 'CONFIRMED' AND moved.order_id = NEW.order_id AND ${NOW('moved')})`;
const CONCEDED = `NEW.kind = 'REVERSAL' AND EXISTS (SELECT FROM counting_disputes dispute
        JOIN counting_dispute_lines line ON line.dispute_id = dispute.id
        JOIN counting_entries disputed ON disputed.id = line.entry_id
        JOIN counting_periods period ON period.id = dispute.period_id
      WHERE 'dispute:' || dispute.id = NEW.cause AND dispute.state = 'UPHELD' AND ${NOW('dispute')}
        AND (disputed.portion_id, disputed.scheme) = (NEW.portion_id, NEW.scheme)
        AND (period.agreement_id, period.month) = (NEW.agreement_id, NEW.period))`;
export const CLOSED_BUT_NOT_SIGNED = `found IN ('SOFT_CLOSED', 'RECONCILING') AND (${MOVED} OR ${CONCEDED})`;
export const KEEP_CLOSED = keepingPeriods(`OR (${CLOSED_BUT_NOT_SIGNED})`);

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 统计期: a month's entries are fixed by id, reported, and signed by both sides. */
export class CloseCountingPeriods1795300001302 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [PERIODS, REPORTS, LISTS, SIGNATURES, INDEX, KEY, STATE, OPEN_MONTH, KEEP_CLOSED])
      await runner.query(statement);
    await runner.query(
      'CREATE TRIGGER counting_entries_periods BEFORE INSERT ON counting_entries FOR EACH ROW EXECUTE FUNCTION keep_counting_periods()',
    );
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
    await runner.query('DROP TRIGGER counting_entries_periods ON counting_entries');
    for (const table of APPEND_ONLY.toReversed()) await runner.query(`DROP TABLE ${table}`);
    await runner.query('DROP INDEX counting_entries_period');
    for (const called of [
      'keep_counting_periods()',
      'open_counting_month(uuid, date, date)',
      'counting_period_state(uuid, date)',
      'counting_period_key(uuid, date)',
    ])
      await runner.query(`DROP FUNCTION ${called}`);
    await runner.query(`
      ALTER TABLE counting_periods DROP CONSTRAINT counting_periods_month, DROP COLUMN id,
        ADD CONSTRAINT counting_periods_pkey PRIMARY KEY (agreement_id, month), DROP COLUMN version, DROP COLUMN cut_off_at, DROP COLUMN closed_by,
        DROP COLUMN revision, DROP COLUMN listed_at, DROP COLUMN reminded_revision, DROP COLUMN escalated_revision,
        DROP COLUMN signed_at, DROP COLUMN locked_at`);
  }
}

const APPEND_ONLY = ['counting_period_entries', 'counting_period_reports', 'counting_period_signatures'];

/** A month nobody has closed has no row and is open. */
const PERIODS = `
  ALTER TABLE counting_periods
    DROP CONSTRAINT counting_periods_pkey,
    ADD CONSTRAINT counting_periods_month UNIQUE (agreement_id, month),
    ADD COLUMN id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    ADD COLUMN version integer NOT NULL DEFAULT 1,
    ADD COLUMN cut_off_at timestamptz NOT NULL,
    ADD COLUMN closed_by uuid NOT NULL,
    ADD COLUMN revision integer NOT NULL DEFAULT 1 CHECK (revision > 0),
    ADD COLUMN listed_at timestamptz NOT NULL,
    ADD COLUMN reminded_revision integer,
    ADD COLUMN escalated_revision integer,
    ADD COLUMN signed_at timestamptz,
    ADD COLUMN locked_at timestamptz,
    ADD CHECK ((state IN ('SIGNED', 'LOCKED')) = (signed_at IS NOT NULL)),
    ADD CHECK ((state = 'LOCKED') = (locked_at IS NOT NULL))`;

/** An entry stands on one list at most; the revision says with which version of the list it came. */
const LISTS = `
  CREATE TABLE counting_period_entries (
    entry_id uuid PRIMARY KEY REFERENCES counting_entries,
    period_id uuid NOT NULL REFERENCES counting_periods (id),
    revision integer NOT NULL CHECK (revision > 0));
  CREATE INDEX counting_period_entries_period ON counting_period_entries (period_id, revision)`;

const REPORTS = `
  CREATE TABLE counting_period_reports (
    period_id uuid NOT NULL REFERENCES counting_periods (id),
    revision integer NOT NULL,
    content text NOT NULL,
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    audit_head text NOT NULL,
    made_at timestamptz NOT NULL,
    PRIMARY KEY (period_id, revision))`;

const SIGNATURES = `
  CREATE TABLE counting_period_signatures (
    id uuid PRIMARY KEY,
    period_id uuid NOT NULL,
    revision integer NOT NULL,
    side text NOT NULL CHECK (side IN ('EAST', 'WEST')),
    organization_id uuid NOT NULL REFERENCES organizations,
    member_id uuid NOT NULL REFERENCES members,
    sha256 text NOT NULL,
    signed_at timestamptz NOT NULL,
    FOREIGN KEY (period_id, revision) REFERENCES counting_period_reports,
    UNIQUE (period_id, revision, side),
    UNIQUE (period_id, revision, organization_id))`;

const INDEX = `CREATE INDEX counting_entries_period ON counting_entries (agreement_id, period)`;

/** The advisory lock between whoever books into a month (shared) and whoever closes it (alone). */
const KEY = `
  CREATE FUNCTION counting_period_key(agreement uuid, month date) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
    SELECT hashtextextended('counting-period:' || agreement || to_char(month, 'YYYY-MM-DD'), 0) $$`;

/** The state of a month, which stays as it is until the asking transaction ends. */
const STATE = `
  CREATE FUNCTION counting_period_state(agreement uuid, asked date) RETURNS text LANGUAGE plpgsql VOLATILE AS $$
  DECLARE found text;
  BEGIN
    PERFORM pg_advisory_xact_lock_shared(counting_period_key(agreement, asked));
    SELECT state INTO found FROM counting_periods WHERE agreement_id = agreement AND month = asked;
    RETURN coalesce(found, 'OPEN');
  END $$`;

/** The month a row is booked in: its own, or where that is closed the current one, or the first open one after it. */
const OPEN_MONTH = `
  CREATE FUNCTION open_counting_month(agreement uuid, own date, today date) RETURNS date LANGUAGE plpgsql VOLATILE AS $$
  DECLARE candidate date := own;
  BEGIN
    IF counting_period_state(agreement, candidate) = 'OPEN' THEN RETURN candidate; END IF;
    candidate := greatest(today, (own + interval '1 month')::date);
    WHILE counting_period_state(agreement, candidate) <> 'OPEN' LOOP
      candidate := (candidate + interval '1 month')::date;
    END LOOP;
    RETURN candidate;
  END $$`;

/** Nothing is booked into a closed month, except a correction of the attribution until both sides have signed. */
const KEEP_CLOSED = `
  CREATE FUNCTION keep_counting_periods() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE found text := counting_period_state(NEW.agreement_id, NEW.period);
  BEGIN
    IF found = 'OPEN' OR (found IN ('SOFT_CLOSED', 'RECONCILING') AND NEW.cause LIKE 'reattribution:%') THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'entry %: month % of agreement % is %', NEW.id, NEW.period, NEW.agreement_id, found
      USING ERRCODE = 'check_violation';
  END $$`;

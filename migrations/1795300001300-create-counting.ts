import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCounting1795300001300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [RULES, PERIODS, ENTRIES, INDEXES, EXCLUSIONS, REATTRIBUTIONS, KEEP_ENTRIES_TRUE])
      await runner.query(statement);
    await runner.query(
      'CREATE TRIGGER counting_entries_true BEFORE INSERT ON counting_entries FOR EACH ROW EXECUTE FUNCTION keep_counting_entries_true()',
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
    for (const table of [
      'reattributions',
      'counting_exclusions',
      'counting_entries',
      'counting_periods',
      'counting_rule_versions',
    ])
      await runner.query(`DROP TABLE ${table}`);
    await runner.query('DROP FUNCTION keep_counting_entries_true()');
  }
}

const APPEND_ONLY = ['counting_rule_versions', 'counting_entries', 'counting_exclusions'];

const RULES = `
  CREATE TABLE counting_rule_versions (
    id text PRIMARY KEY,
    scheme text NOT NULL CHECK (scheme IN ('EAST_WEST')),
    valid_from date NOT NULL,
    valid_to date,
    rule jsonb NOT NULL,
    sha256 text NOT NULL,
    CONSTRAINT counting_rule_versions_dates_apart EXCLUDE USING gist (
      scheme WITH =, daterange(valid_from, valid_to, '[]') WITH &&))`;

const PERIODS = `
  CREATE TABLE counting_periods (
    agreement_id uuid NOT NULL REFERENCES annual_agreements,
    month date NOT NULL CHECK (extract(day FROM month) = 1),
    state text NOT NULL CHECK (state IN ('OPEN', 'SOFT_CLOSED', 'RECONCILING', 'SIGNED', 'LOCKED')),
    PRIMARY KEY (agreement_id, month))`;

const PORTION = `
    order_id uuid NOT NULL REFERENCES orders,
    order_line_id uuid NOT NULL REFERENCES order_lines,
    settlement_line_id uuid REFERENCES settlement_lines,
    unit_id uuid NOT NULL REFERENCES organizations,
    buyer_id uuid NOT NULL REFERENCES organizations,
    supplier_id uuid NOT NULL REFERENCES organizations,
    unit_region_code text NOT NULL,
    county_code text NOT NULL,
    category_code text NOT NULL,
    rule_version text NOT NULL,
    explain jsonb NOT NULL,
    recorded_at timestamptz NOT NULL`;

const ENTRIES = `
  CREATE TABLE counting_entries (
    id uuid PRIMARY KEY,
    position bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    scheme text NOT NULL CHECK (scheme IN ('EAST_WEST')),
    kind text NOT NULL CHECK (kind IN ('PROVISIONAL', 'VOID', 'CONFIRMED', 'REVERSAL')),
    portion_id uuid NOT NULL,
    attempt integer NOT NULL CHECK (attempt > 0),
    original_id uuid REFERENCES counting_entries,
    cause text NOT NULL,
    amount_fen bigint NOT NULL,
    pairing_id uuid NOT NULL REFERENCES pairings,
    agreement_id uuid NOT NULL REFERENCES annual_agreements,
    commitment_id uuid NOT NULL REFERENCES commitments,
    target_leaf text NOT NULL CHECK (target_leaf IN ('PAIRING', 'OWN')),
    east_region_code text NOT NULL,
    west_region_code text NOT NULL,
    year integer NOT NULL,
    counted_on date NOT NULL,
    period date NOT NULL CHECK (extract(day FROM period) = 1),
    original_period date,
    ${PORTION},
    CHECK ((kind IN ('VOID', 'REVERSAL')) = (original_id IS NOT NULL)),
    CHECK ((kind IN ('VOID', 'REVERSAL')) = (amount_fen < 0) AND amount_fen <> 0),
    CHECK ((kind IN ('CONFIRMED', 'REVERSAL')) = (settlement_line_id IS NOT NULL)),
    CHECK (portion_id = coalesce(settlement_line_id, order_line_id)),
    FOREIGN KEY (rule_version) REFERENCES counting_rule_versions,
    CHECK (extract(year FROM counted_on) = year))`;

const INDEXES = `
  CREATE UNIQUE INDEX counting_entries_one_per_attempt
    ON counting_entries (scheme, portion_id, attempt) WHERE original_id IS NULL;
  CREATE UNIQUE INDEX counting_entries_cause_once ON counting_entries (original_id, cause) WHERE original_id IS NOT NULL;
  CREATE INDEX counting_entries_order ON counting_entries (order_id, portion_id, attempt);
  CREATE INDEX counting_entries_progress ON counting_entries
    (scheme, year, west_region_code text_pattern_ops, east_region_code text_pattern_ops)
    INCLUDE (kind, county_code, category_code, period, amount_fen)`;

const EXCLUSIONS = `
  CREATE TABLE counting_exclusions (
    id uuid PRIMARY KEY,
    position bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    scheme text NOT NULL CHECK (scheme IN ('EAST_WEST')),
    portion_id uuid NOT NULL,
    cause text NOT NULL,
    amount_fen bigint NOT NULL CHECK (amount_fen > 0),
    decided_for date NOT NULL,
    reasons text[] NOT NULL CHECK (cardinality(reasons) > 0),
    ${PORTION},
    UNIQUE (scheme, portion_id, cause));
  CREATE INDEX counting_exclusions_order ON counting_exclusions (order_id);
  CREATE INDEX counting_exclusions_unit_region ON counting_exclusions (unit_region_code text_pattern_ops, position);
  CREATE INDEX counting_exclusions_county ON counting_exclusions (county_code text_pattern_ops, position)`;

const REATTRIBUTIONS = `
  CREATE TABLE reattributions (
    id uuid PRIMARY KEY,
    order_id uuid NOT NULL REFERENCES orders,
    buyer_id uuid NOT NULL REFERENCES organizations,
    to_unit_id uuid NOT NULL REFERENCES organizations,
    reason text NOT NULL,
    state text NOT NULL CHECK (state IN ('PROPOSED', 'CONFIRMED', 'WITHDRAWN')),
    proposed_by uuid NOT NULL,
    proposed_at timestamptz NOT NULL,
    confirmed_by uuid,
    confirmed_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT reattributions_four_eyes CHECK (confirmed_by <> proposed_by),
    CHECK ((state = 'CONFIRMED') = (confirmed_by IS NOT NULL) AND (confirmed_by IS NULL) = (confirmed_at IS NULL)));
  CREATE UNIQUE INDEX reattributions_one_open ON reattributions (order_id) WHERE state = 'PROPOSED';
  CREATE INDEX reattributions_buyer ON reattributions (buyer_id, proposed_at)`;

/** I5, I7, I8: the last word, whatever the code does; the lock on the original orders two writers of one portion. */
export const KEEP_ENTRIES_TRUE = `
  CREATE FUNCTION keep_counting_entries_true() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    original counting_entries%ROWTYPE;
    rest numeric;
    last integer;
  BEGIN
    IF NEW.original_id IS NULL THEN
      IF NOT EXISTS (SELECT FROM commitments WHERE id = NEW.commitment_id AND agreement_id = NEW.agreement_id AND leaf = NEW.target_leaf) THEN
        RAISE EXCEPTION 'entry % stands on no leaf of its agreement', NEW.id USING ERRCODE = 'check_violation';
      END IF;
      PERFORM 1 FROM counting_entries
        WHERE scheme = NEW.scheme AND portion_id = NEW.portion_id AND original_id IS NULL FOR UPDATE;
      SELECT coalesce(max(attempt), 0), coalesce(sum(amount_fen), 0) INTO last, rest
        FROM counting_entries WHERE scheme = NEW.scheme AND portion_id = NEW.portion_id;
      IF NEW.attempt <> last + 1 OR rest <> 0 THEN
        RAISE EXCEPTION 'portion % still counts in attempt %', NEW.portion_id, last USING ERRCODE = 'check_violation';
      END IF;
      RETURN NEW;
    END IF;
    SELECT * INTO original FROM counting_entries WHERE id = NEW.original_id FOR UPDATE;
    IF original.original_id IS NOT NULL
      OR (NEW.kind = 'VOID') <> (original.kind = 'PROVISIONAL')
      OR (NEW.scheme, NEW.portion_id, NEW.attempt, NEW.commitment_id, NEW.pairing_id, NEW.year, NEW.counted_on, NEW.unit_id)
        IS DISTINCT FROM (original.scheme, original.portion_id, original.attempt, original.commitment_id, original.pairing_id,
          original.year, original.counted_on, original.unit_id) THEN
      RAISE EXCEPTION 'entry % does not match its original', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    SELECT original.amount_fen + coalesce(sum(amount_fen), 0) INTO rest
      FROM counting_entries WHERE original_id = NEW.original_id;
    IF rest + NEW.amount_fen < 0 OR (NEW.kind = 'VOID' AND rest + NEW.amount_fen <> 0) THEN
      RAISE EXCEPTION 'entry % takes back more than is left', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$`;

import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  CLOSED_BUT_NOT_SIGNED,
  KEEP_CLOSED,
  keepingPeriods,
} from './1795300001320-dispute-lines-of-closed-months';

/** 重述: a locked month is changed by the two provinces alone, entry by entry; what was signed before stays readable. */
export class RestateLockedMonths1795300001321 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [RESTATEMENTS, CHANGES, SIGNATURES, REPORTS]) await runner.query(statement);
    await runner.query(keepingPeriods(`OR (${CLOSED_BUT_NOT_SIGNED}) OR (found = 'LOCKED' AND ${RESTATED})`));
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
    await runner.query(KEEP_CLOSED);
    await runner.query(
      'ALTER TABLE counting_period_reports DROP COLUMN restates, DROP COLUMN restatement_id',
    );
    for (const table of [...APPEND_ONLY.toReversed(), 'counting_restatements'])
      await runner.query(`DROP TABLE ${table}`);
  }
}

const APPEND_ONLY = ['counting_restatement_changes', 'counting_restatement_signatures'];

const RESTATEMENTS = `
  CREATE TABLE counting_restatements (
    id uuid PRIMARY KEY,
    period_id uuid NOT NULL REFERENCES counting_periods (id),
    from_revision integer NOT NULL CHECK (from_revision > 0),
    state text NOT NULL CHECK (state IN ('PROPOSED', 'SIGNED_ONE', 'SIGNED', 'WITHDRAWN')),
    reason text NOT NULL,
    content text NOT NULL,
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    proposed_by uuid NOT NULL REFERENCES members,
    proposed_at timestamptz NOT NULL,
    decided_at timestamptz,
    version integer NOT NULL,
    CHECK ((state IN ('SIGNED', 'WITHDRAWN')) = (decided_at IS NOT NULL)));
  CREATE UNIQUE INDEX counting_restatements_one_open ON counting_restatements (period_id) WHERE state IN ('PROPOSED', 'SIGNED_ONE');
  CREATE INDEX counting_restatements_period ON counting_restatements (period_id, proposed_at, id)`;

/** The entries that will be written, by the ids they will have. */
const CHANGES = `
  CREATE TABLE counting_restatement_changes (
    restatement_id uuid NOT NULL REFERENCES counting_restatements,
    position integer NOT NULL CHECK (position > 0),
    entry_id uuid NOT NULL UNIQUE,
    kind text NOT NULL CHECK (kind IN ('OUT', 'IN')),
    portion_id uuid NOT NULL,
    fen bigint NOT NULL CHECK ((kind = 'OUT') = (fen < 0) AND fen <> 0),
    columns jsonb NOT NULL,
    PRIMARY KEY (restatement_id, position),
    UNIQUE (restatement_id, portion_id))`;

const SIGNATURES = `
  CREATE TABLE counting_restatement_signatures (
    id uuid PRIMARY KEY,
    restatement_id uuid NOT NULL REFERENCES counting_restatements,
    side text NOT NULL CHECK (side IN ('EAST', 'WEST')),
    organization_id uuid NOT NULL REFERENCES organizations,
    member_id uuid NOT NULL REFERENCES members,
    sha256 text NOT NULL,
    signed_at timestamptz NOT NULL,
    UNIQUE (restatement_id, side),
    UNIQUE (restatement_id, organization_id),
    UNIQUE (restatement_id, member_id))`;

/** The report that takes the place of a signed one names it. */
const REPORTS = `
  ALTER TABLE counting_period_reports ADD COLUMN restates text, ADD COLUMN restatement_id uuid UNIQUE REFERENCES counting_restatements,
    ADD CONSTRAINT counting_period_reports_restated CHECK ((restates IS NULL) = (restatement_id IS NULL))`;

export const RESTATED = `EXISTS (SELECT FROM counting_restatements restated
        JOIN counting_restatement_changes change ON change.restatement_id = restated.id
        JOIN counting_periods period ON period.id = restated.period_id
      WHERE 'restatement:' || restated.id = NEW.cause AND restated.state = 'SIGNED'
        AND restated.xmin = pg_current_xact_id()::xid AND change.entry_id = NEW.id
        AND (change.fen, change.portion_id) = (NEW.amount_fen, NEW.portion_id)
        AND (period.agreement_id, period.month) = (NEW.agreement_id, NEW.period)
        AND (SELECT count(DISTINCT side) FROM counting_restatement_signatures given WHERE given.restatement_id = restated.id) = 2)`;

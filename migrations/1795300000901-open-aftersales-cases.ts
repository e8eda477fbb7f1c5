import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 售后单: what buyers claim of settled lines, and that nothing of a line is given or promised twice. */
export class OpenAftersalesCases1795300000901 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [CASES, LINES, STEPS, FILES, WITHIN_LINES]) await runner.query(statement);
    for (const table of APPEND_ONLY)
      await runner.query(
        `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
      );
    for (const table of CLAIMING)
      await runner.query(
        `CREATE CONSTRAINT TRIGGER ${table}_within_line AFTER INSERT OR UPDATE ON ${table}
           DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_claims_within_line()`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const table of ['settled_line_refunds', 'refund_requests'])
      await runner.query(`DROP TRIGGER ${table}_within_line ON ${table}`);
    for (const table of [
      'aftersales_case_files',
      'aftersales_case_steps',
      'aftersales_case_lines',
      'aftersales_cases',
    ])
      await runner.query(`DROP TABLE ${table}`);
    await runner.query('DROP FUNCTION check_claims_within_line()');
    await runner.query('DROP SEQUENCE aftersales_case_numbers');
  }
}

const APPEND_ONLY = ['aftersales_case_steps', 'aftersales_case_files'];
const CLAIMING = ['settled_line_refunds', 'refund_requests', 'aftersales_case_lines'];

const CASES = `
  CREATE SEQUENCE aftersales_case_numbers;
  CREATE TABLE aftersales_cases (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0), number text NOT NULL UNIQUE,
    order_id uuid NOT NULL REFERENCES orders,
    buyer_id uuid NOT NULL REFERENCES organizations, unit_id uuid NOT NULL REFERENCES organizations,
    unit_region_code text NOT NULL,
    supplier_id uuid NOT NULL REFERENCES organizations CHECK (supplier_id <> buyer_id),
    kind text NOT NULL CHECK (kind IN ('SHORTAGE', 'QUALITY', 'RETURN', 'PRICE_ERROR', 'RECALL')),
    state text NOT NULL CHECK (state IN
      ('OPEN', 'SUPPLIER_REPLY', 'AGREED', 'ESCALATED', 'ARBITRATED', 'CLOSED', 'WITHDRAWN')),
    opened_by uuid REFERENCES members, opened_at timestamptz NOT NULL,
    due_on date, reminded boolean NOT NULL, offered boolean, escalated_at timestamptz, late boolean NOT NULL,
    award_proposed_by uuid REFERENCES members, award_proposed_at timestamptz,
    award_decided_by uuid REFERENCES members CHECK (award_decided_by <> award_proposed_by),
    return_sent_at timestamptz, return_carrier text, return_tracking_no text, return_received_at timestamptz,
    closed_at timestamptz,
    CHECK ((opened_by IS NULL) = (kind = 'RECALL')),
    CHECK ((award_proposed_by IS NULL) = (award_proposed_at IS NULL)),
    CHECK (award_decided_by IS NULL OR award_proposed_by IS NOT NULL),
    CHECK ((return_sent_at IS NULL) = (return_carrier IS NULL)),
    CHECK ((closed_at IS NOT NULL) = (state IN ('CLOSED', 'WITHDRAWN'))),
    CHECK (closed_at IS NULL OR due_on IS NULL));
  CREATE INDEX aftersales_cases_by_order ON aftersales_cases (order_id);
  CREATE INDEX aftersales_cases_by_buyer ON aftersales_cases (buyer_id, opened_at DESC, id DESC);
  CREATE INDEX aftersales_cases_by_unit ON aftersales_cases (unit_id, opened_at DESC, id DESC);
  CREATE INDEX aftersales_cases_by_supplier ON aftersales_cases (supplier_id, opened_at DESC, id DESC);
  CREATE INDEX aftersales_cases_by_date ON aftersales_cases (opened_at DESC, id DESC);
  CREATE INDEX aftersales_cases_due ON aftersales_cases (due_on) WHERE due_on IS NOT NULL`;

const LINES = `
  CREATE TABLE aftersales_case_lines (
    id uuid PRIMARY KEY, case_id uuid NOT NULL REFERENCES aftersales_cases,
    settlement_line_id uuid NOT NULL REFERENCES settlement_lines, order_line_id uuid NOT NULL REFERENCES order_lines,
    lot_id uuid NOT NULL REFERENCES lots, county_code text NOT NULL, display_unit text NOT NULL,
    claimed_base bigint CHECK (claimed_base > 0), claimed_fen bigint NOT NULL CHECK (claimed_fen > 0),
    offered_fen bigint CHECK (offered_fen BETWEEN 0 AND claimed_fen),
    offered_return_base bigint CHECK (offered_return_base BETWEEN 0 AND claimed_base),
    awarded_fen bigint CHECK (awarded_fen BETWEEN 0 AND claimed_fen),
    awarded_return_base bigint CHECK (awarded_return_base BETWEEN 0 AND claimed_base),
    received_base bigint CHECK (received_base >= 0),
    live_fen bigint NOT NULL CHECK (live_fen BETWEEN 0 AND claimed_fen),
    refunded_fen bigint NOT NULL CHECK (refunded_fen BETWEEN 0 AND claimed_fen),
    refund_id uuid UNIQUE REFERENCES refunds,
    UNIQUE (case_id, settlement_line_id),
    CHECK ((refunded_fen > 0) = (refund_id IS NOT NULL)),
    CHECK (refunded_fen = 0 OR live_fen = 0));
  CREATE INDEX aftersales_case_lines_by_settlement_line ON aftersales_case_lines (settlement_line_id);
  CREATE INDEX aftersales_case_lines_by_lot ON aftersales_case_lines (lot_id)`;

/** The history of a case: what was done, by which side, and what was said with it. */
const STEPS = `
  CREATE TABLE aftersales_case_steps (
    case_id uuid NOT NULL REFERENCES aftersales_cases, position integer NOT NULL CHECK (position > 0),
    verb text NOT NULL, state text NOT NULL,
    side text NOT NULL CHECK (side IN ('BUYER', 'SUPPLIER', 'PLATFORM', 'SYSTEM')),
    member_id uuid REFERENCES members, words text, at timestamptz NOT NULL,
    PRIMARY KEY (case_id, position), CHECK ((member_id IS NULL) = (side = 'SYSTEM')))`;

const FILES = `
  CREATE TABLE aftersales_case_files (
    case_id uuid NOT NULL, position integer NOT NULL, file_id uuid NOT NULL REFERENCES files,
    PRIMARY KEY (case_id, position, file_id),
    FOREIGN KEY (case_id, position) REFERENCES aftersales_case_steps (case_id, position))`;

/**
 * I12, per settled line and so per lot: what went back, what open cases may still take and what open requests ask for are
 * together never more than its goods amount. At commit, because one transaction turns a claim into a refund; the line's
 * row is held, so that two transactions cannot both find room.
 */
const WITHIN_LINES = `
  CREATE FUNCTION check_claims_within_line() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE goods bigint; taken bigint;
  BEGIN
    SELECT goods_fen INTO goods FROM settlement_lines WHERE id = NEW.settlement_line_id FOR NO KEY UPDATE;
    SELECT coalesce((SELECT sum(fen) FROM settled_line_refunds WHERE settlement_line_id = NEW.settlement_line_id), 0)
         + coalesce((SELECT sum(live_fen) FROM aftersales_case_lines WHERE settlement_line_id = NEW.settlement_line_id), 0)
         + coalesce((SELECT sum(requested_fen) FROM refund_requests WHERE settlement_line_id = NEW.settlement_line_id
                        AND state IN ('REQUESTED', 'DENIED', 'ESCALATED')), 0) INTO taken;
    IF taken > goods THEN
      RAISE EXCEPTION 'settled line %: % fen are refunded or claimed of %', NEW.settlement_line_id, taken, goods
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
  END $$`;

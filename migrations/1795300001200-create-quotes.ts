import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateQuotes1795300001200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [INVITATIONS, QUOTES, VERSIONS, DELIVERIES, LINES]) await runner.query(statement);
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
    for (const table of [...APPEND_ONLY].toReversed()) await runner.query(`DROP TABLE ${table}`);
    for (const table of ['quotes', 'quote_invitations']) await runner.query(`DROP TABLE ${table}`);
  }
}

const APPEND_ONLY = ['quote_versions', 'quote_deliveries', 'quote_lines'];

const INVITATIONS = `
  CREATE TABLE quote_invitations (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0),
    request_id uuid NOT NULL REFERENCES sourcing_requests, supplier_id uuid NOT NULL REFERENCES organizations,
    state text NOT NULL CHECK (state IN ('INVITED', 'DECLINED')),
    invited_by uuid REFERENCES members, match_run_id uuid, invited_at timestamptz NOT NULL,
    decline_reason text, declined_at timestamptz,
    CHECK ((state = 'DECLINED') = (decline_reason IS NOT NULL) AND (decline_reason IS NULL) = (declined_at IS NULL)),
    UNIQUE (request_id, supplier_id));
  CREATE INDEX quote_invitations_by_supplier ON quote_invitations (supplier_id, invited_at DESC, id DESC)`;

const QUOTES = `
  CREATE TABLE quotes (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0),
    request_id uuid NOT NULL REFERENCES sourcing_requests, supplier_id uuid NOT NULL REFERENCES organizations,
    state text NOT NULL CHECK (state IN ('SUBMITTED', 'COUNTERED', 'REVISED', 'SHORTLISTED', 'ACCEPTED', 'REJECTED',
      'EXPIRED', 'WITHDRAWN')),
    current_number integer NOT NULL CHECK (current_number > 0), valid_until date NOT NULL,
    end_reason text, created_at timestamptz NOT NULL,
    CHECK ((state IN ('REJECTED', 'EXPIRED')) = (end_reason IS NOT NULL)),
    UNIQUE (request_id, supplier_id));
  CREATE INDEX quotes_by_supplier ON quotes (supplier_id, created_at DESC, id DESC);
  CREATE INDEX quotes_alive ON quotes (valid_until, id)
    WHERE state IN ('SUBMITTED', 'COUNTERED', 'REVISED', 'SHORTLISTED')`;

const VERSIONS = `
  CREATE TABLE quote_versions (
    id uuid PRIMARY KEY, quote_id uuid NOT NULL REFERENCES quotes, number integer NOT NULL CHECK (number > 0),
    side text NOT NULL CHECK (side IN ('SUPPLIER', 'BUYER')), revision integer NOT NULL CHECK (revision > 0),
    payment_terms text NOT NULL CHECK (payment_terms IN ('PREPAID', 'POSTPAID')), valid_until date NOT NULL, note text,
    said_by uuid NOT NULL REFERENCES members, said_at timestamptz NOT NULL, opens_at timestamptz NOT NULL,
    CHECK (opens_at >= said_at), UNIQUE (quote_id, number))`;

const DELIVERIES = `
  CREATE TABLE quote_deliveries (
    id uuid PRIMARY KEY, version_id uuid NOT NULL REFERENCES quote_versions,
    position integer NOT NULL CHECK (position > 0), seller_id uuid NOT NULL REFERENCES organizations,
    delivery_county text NOT NULL, delivery_on date NOT NULL,
    freight_kind text NOT NULL CHECK (freight_kind IN ('INCLUDED', 'FIXED', 'PER_KG')),
    freight_fen bigint NOT NULL CHECK (freight_fen >= 0 AND (freight_kind = 'INCLUDED') = (freight_fen = 0)),
    UNIQUE (version_id, position),
    CONSTRAINT first_delivery_is_its_version CHECK ((position = 1) = (id = version_id)))`;

const LINES = `
  CREATE TABLE quote_lines (
    id uuid PRIMARY KEY, delivery_id uuid NOT NULL REFERENCES quote_deliveries,
    position integer NOT NULL CHECK (position > 0), sourcing_line_id uuid NOT NULL REFERENCES sourcing_lines,
    lot_id uuid REFERENCES lots, forward_supply_id uuid REFERENCES forward_supplies,
    quantity_base bigint NOT NULL CHECK (quantity_base > 0),
    minimum_base bigint NOT NULL CHECK (minimum_base BETWEEN 1 AND quantity_base),
    unit_price_fen bigint NOT NULL CHECK (unit_price_fen > 0), price_unit text NOT NULL,
    goods_fen bigint NOT NULL CHECK (goods_fen > 0),
    CHECK ((lot_id IS NULL) <> (forward_supply_id IS NULL)),
    UNIQUE (delivery_id, position), UNIQUE (delivery_id, lot_id), UNIQUE (delivery_id, forward_supply_id))`;

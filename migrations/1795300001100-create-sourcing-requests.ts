import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSourcingRequests1795300001100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [REQUESTS, LINES, WINDOWS]) await runner.query(statement);
    for (const table of ['sourcing_lines', 'sourcing_windows']) {
      await runner.query(
        `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
      );
      await runner.query(
        `CREATE TRIGGER ${table}_keep BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['sourcing_windows', 'sourcing_lines', 'sourcing_requests'])
      await runner.query(`DROP TABLE ${table}`);
    await runner.query('DROP SEQUENCE sourcing_request_numbers');
  }
}

const REQUESTS = `
  CREATE SEQUENCE sourcing_request_numbers;
  CREATE TABLE sourcing_requests (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0), number text NOT NULL UNIQUE,
    buyer_id uuid NOT NULL REFERENCES organizations, unit_id uuid NOT NULL REFERENCES organizations,
    state text NOT NULL CHECK (state IN ('DRAFT', 'PENDING_APPROVAL', 'OPEN', 'CANCELLED', 'EXPIRED')),
    revision integer NOT NULL CHECK (revision > 0),
    title text NOT NULL, internal_note text, sealed boolean NOT NULL, quote_deadline timestamptz NOT NULL,
    worth_fen bigint NOT NULL CHECK (worth_fen > 0),
    prepared_by uuid NOT NULL REFERENCES members,
    submitted_by uuid REFERENCES members, approved_by uuid REFERENCES members,
    sent_back_note text, created_at timestamptz NOT NULL, published_at timestamptz,
    reserved_on date, reopened boolean NOT NULL, cancel_reason text,
    CHECK (approved_by <> prepared_by AND approved_by <> submitted_by),
    CHECK ((state = 'OPEN') = (reserved_on IS NOT NULL)),
    CHECK (published_at IS NOT NULL OR state IN ('DRAFT', 'PENDING_APPROVAL', 'CANCELLED')),
    CHECK (state <> 'PENDING_APPROVAL' OR (submitted_by IS NOT NULL AND approved_by IS NULL)),
    CHECK ((state = 'CANCELLED') = (cancel_reason IS NOT NULL)));
  CREATE INDEX sourcing_requests_by_buyer ON sourcing_requests (buyer_id, created_at DESC, id DESC);
  CREATE INDEX sourcing_requests_by_unit ON sourcing_requests (unit_id, created_at DESC, id DESC);
  CREATE INDEX sourcing_requests_open ON sourcing_requests (quote_deadline, id) WHERE state = 'OPEN'`;

const LINES = `
  CREATE TABLE sourcing_lines (
    id uuid PRIMARY KEY, request_id uuid NOT NULL REFERENCES sourcing_requests,
    revision integer NOT NULL CHECK (revision > 0), position integer NOT NULL CHECK (position > 0),
    category_code text NOT NULL, product_id uuid REFERENCES products,
    least_grade text, certificates text[] NOT NULL, unit text NOT NULL,
    minimum_base bigint NOT NULL CHECK (minimum_base > 0),
    maximum_base bigint NOT NULL CHECK (maximum_base >= minimum_base),
    cap_fen bigint NOT NULL CHECK (cap_fen > 0), cap_unit text NOT NULL,
    worth_fen bigint NOT NULL CHECK (worth_fen > 0),
    delivery_county text NOT NULL, specification text,
    UNIQUE (request_id, revision, position))`;

const WINDOWS = `
  CREATE TABLE sourcing_windows (
    id uuid PRIMARY KEY, line_id uuid NOT NULL REFERENCES sourcing_lines,
    position integer NOT NULL CHECK (position > 0),
    from_on date NOT NULL, until_on date NOT NULL CHECK (until_on >= from_on),
    quantity_base bigint NOT NULL CHECK (quantity_base > 0),
    UNIQUE (line_id, position),
    EXCLUDE USING gist (line_id WITH =, daterange(from_on, until_on, '[]') WITH &&))`;

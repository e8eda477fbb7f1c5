import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePools1795300001150 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [POOLS, WINDOWS, JOINS, SHARES]) await runner.query(statement);
    for (const table of ['pool_windows', 'pool_shares']) {
      await runner.query(
        `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
      );
      await runner.query(
        `CREATE TRIGGER ${table}_keep BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['pool_shares', 'pool_joins', 'pool_windows', 'pools'])
      await runner.query(`DROP TABLE ${table}`);
    await runner.query('DROP SEQUENCE pool_numbers');
  }
}

const POOLS = `
  CREATE SEQUENCE pool_numbers;
  CREATE TABLE pools (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0), number text NOT NULL UNIQUE,
    opener_id uuid NOT NULL REFERENCES organizations, opened_by uuid NOT NULL REFERENCES members,
    state text NOT NULL CHECK (state IN ('GATHERING', 'FILLED', 'BELOW_MIN', 'CANCELLED')),
    title text NOT NULL, category_code text NOT NULL, product_id uuid REFERENCES products,
    least_grade text, certificates text[] NOT NULL, specification text, unit text NOT NULL,
    pack_base bigint NOT NULL CHECK (pack_base > 0),
    minimum_base bigint NOT NULL CHECK (minimum_base > 0 AND minimum_base % pack_base = 0),
    limit_base bigint NOT NULL CHECK (limit_base >= minimum_base AND limit_base % pack_base = 0),
    wanted_base bigint NOT NULL CHECK (wanted_base BETWEEN 0 AND limit_base AND wanted_base % pack_base = 0),
    sealed boolean NOT NULL, gathering_deadline timestamptz NOT NULL,
    quote_deadline timestamptz NOT NULL CHECK (quote_deadline > gathering_deadline),
    created_at timestamptz NOT NULL, closed_at timestamptz, cancel_reason text,
    request_id uuid UNIQUE REFERENCES sourcing_requests,
    CHECK ((state = 'GATHERING') = (closed_at IS NULL)),
    CHECK ((state = 'FILLED') = (request_id IS NOT NULL)),
    CHECK (state <> 'FILLED' OR wanted_base >= minimum_base),
    CHECK (state <> 'BELOW_MIN' OR wanted_base < minimum_base),
    CHECK ((state = 'CANCELLED') = (cancel_reason IS NOT NULL)));
  CREATE INDEX pools_by_deadline ON pools (gathering_deadline, id) WHERE state = 'GATHERING';
  CREATE INDEX pools_newest ON pools (created_at DESC, id DESC)`;

const WINDOWS = `
  CREATE TABLE pool_windows (
    id uuid PRIMARY KEY, pool_id uuid NOT NULL REFERENCES pools, position integer NOT NULL CHECK (position > 0),
    from_on date NOT NULL, until_on date NOT NULL CHECK (until_on >= from_on),
    quantity_base bigint NOT NULL CHECK (quantity_base > 0),
    UNIQUE (pool_id, position),
    EXCLUDE USING gist (pool_id WITH =, daterange(from_on, until_on, '[]') WITH &&))`;

const JOINS = `
  CREATE TABLE pool_joins (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0),
    pool_id uuid NOT NULL REFERENCES pools,
    buyer_id uuid NOT NULL REFERENCES organizations, unit_id uuid NOT NULL REFERENCES organizations,
    state text NOT NULL CHECK (state IN ('PENDING_APPROVAL', 'SENT_BACK', 'IN', 'LEFT', 'LAPSED', 'RELEASED', 'SERVED',
      'PASSED_OVER')),
    least_base bigint NOT NULL CHECK (least_base > 0), want_base bigint NOT NULL CHECK (want_base >= least_base),
    shared_base bigint NOT NULL CHECK (shared_base BETWEEN 0 AND want_base),
    cap_fen bigint NOT NULL CHECK (cap_fen > 0), cap_unit text NOT NULL,
    worth_fen bigint NOT NULL CHECK (worth_fen > 0),
    delivery_county text NOT NULL, named boolean NOT NULL,
    prepared_by uuid NOT NULL REFERENCES members,
    approved_by uuid REFERENCES members CHECK (approved_by <> prepared_by),
    sent_back_note text, joined_at timestamptz NOT NULL, reserved_on date,
    CHECK ((state IN ('IN', 'RELEASED', 'SERVED', 'PASSED_OVER')) = (reserved_on IS NOT NULL)),
    CHECK (shared_base = 0 OR state IN ('IN', 'SERVED')),
    CHECK (state <> 'SERVED' OR shared_base > 0),
    CHECK (state <> 'PENDING_APPROVAL' OR approved_by IS NULL));
  CREATE UNIQUE INDEX pool_joins_one_per_unit ON pool_joins (pool_id, unit_id)
    WHERE state IN ('PENDING_APPROVAL', 'SENT_BACK', 'IN');
  CREATE INDEX pool_joins_by_buyer ON pool_joins (buyer_id, joined_at DESC, id DESC);
  CREATE INDEX pool_joins_by_unit ON pool_joins (unit_id, joined_at DESC, id DESC);
  CREATE INDEX pool_joins_by_pool ON pool_joins (pool_id, joined_at, id)`;

const SHARES = `
  CREATE TABLE pool_shares (
    order_id uuid PRIMARY KEY REFERENCES orders, join_id uuid NOT NULL REFERENCES pool_joins,
    quantity_base bigint NOT NULL CHECK (quantity_base > 0), at timestamptz NOT NULL);
  CREATE INDEX pool_shares_by_join ON pool_shares (join_id)`;

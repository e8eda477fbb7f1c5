import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 帮销委托: who helps to sell whose goods over which channel, signed by the supplier before any order. */
export class CreateHelpSellMandates1795300000560 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [CHANNELS, MANDATES, PRODUCTS, DRAWS]) await runner.query(statement);
    await runner.query(`CREATE TRIGGER help_sell_draws_append_only BEFORE UPDATE OR DELETE ON help_sell_draws
      FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
    await runner.query(`CREATE TRIGGER help_sell_draws_keep BEFORE TRUNCATE ON help_sell_draws
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['help_sell_draws', 'help_sell_products', 'help_sell_mandates', 'sales_channels'])
      await runner.query(`DROP TABLE ${table}`);
  }
}

const CHANNELS = `
  CREATE TABLE sales_channels (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('CABINET', 'HALL', 'ZONE')),
    name text NOT NULL,
    operator_id uuid NOT NULL REFERENCES organizations,
    region_code text NOT NULL,
    state text NOT NULL CHECK (state IN ('OPEN', 'CLOSED')),
    opened_by uuid NOT NULL REFERENCES members,
    opened_at timestamptz NOT NULL,
    closed_at timestamptz,
    version integer NOT NULL,
    CHECK ((state = 'CLOSED') = (closed_at IS NOT NULL)));
  CREATE UNIQUE INDEX sales_channels_one_open ON sales_channels (operator_id, kind, name) WHERE state = 'OPEN';
  CREATE INDEX sales_channels_opened ON sales_channels (opened_at, id)`;

/** `drawn_fen` is what orders hold of the ceiling, in a narrow row that is updated in place. */
const MANDATES = `
  CREATE TABLE help_sell_mandates (
    id uuid PRIMARY KEY,
    helper_id uuid NOT NULL REFERENCES organizations,
    supplier_id uuid NOT NULL REFERENCES organizations,
    channel_id uuid NOT NULL REFERENCES sales_channels,
    valid_from date NOT NULL,
    valid_to date NOT NULL,
    ceiling_fen bigint NOT NULL CHECK (ceiling_fen > 0),
    drawn_fen bigint NOT NULL CHECK (drawn_fen >= 0),
    state text NOT NULL CHECK (state IN ('OFFERED', 'SIGNED', 'ENDED', 'WITHDRAWN')),
    content text NOT NULL,
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    offered_by uuid NOT NULL REFERENCES members,
    offered_at timestamptz NOT NULL,
    signed_by uuid REFERENCES members,
    signed_at timestamptz,
    ended_at timestamptz,
    version integer NOT NULL,
    CONSTRAINT help_sell_orders_within_their_mandate CHECK (drawn_fen <= ceiling_fen),
    CONSTRAINT help_sell_mandates_two_organizations CHECK (helper_id <> supplier_id),
    CONSTRAINT help_sell_mandates_four_eyes CHECK (signed_by <> offered_by),
    CHECK (valid_from <= valid_to),
    CHECK ((signed_by IS NULL) = (signed_at IS NULL) AND (state IN ('SIGNED', 'ENDED')) = (signed_at IS NOT NULL)),
    CHECK ((state IN ('ENDED', 'WITHDRAWN')) = (ended_at IS NOT NULL) AND ended_at >= offered_at AND signed_at >= offered_at),
    CHECK (drawn_fen = 0 OR signed_at IS NOT NULL),
    UNIQUE (id, supplier_id, channel_id)) WITH (fillfactor = 50);
  CREATE INDEX help_sell_mandates_helper ON help_sell_mandates (helper_id, offered_at, id);
  CREATE INDEX help_sell_mandates_supplier ON help_sell_mandates (supplier_id, offered_at, id)`;

/** `live`: from the signature, or the first day where that is later, to the end; null before it is signed. */
const PRODUCTS = `
  CREATE TABLE help_sell_products (
    mandate_id uuid NOT NULL,
    position integer NOT NULL CHECK (position > 0),
    product_id uuid NOT NULL REFERENCES products,
    supplier_id uuid NOT NULL,
    channel_id uuid NOT NULL,
    live tstzrange,
    PRIMARY KEY (mandate_id, product_id),
    UNIQUE (mandate_id, position),
    FOREIGN KEY (mandate_id, supplier_id, channel_id) REFERENCES help_sell_mandates (id, supplier_id, channel_id),
    CONSTRAINT one_live_mandate_per_supplier_product_channel EXCLUDE USING gist (
      supplier_id WITH =, product_id WITH =, channel_id WITH =, live WITH &&))`;

/** Append-only; the orders exist only in a later migration, which adds the foreign key. */
const DRAWS = `
  CREATE TABLE help_sell_draws (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    mandate_id uuid NOT NULL REFERENCES help_sell_mandates,
    order_id uuid NOT NULL,
    fen bigint NOT NULL CHECK (fen <> 0),
    at timestamptz NOT NULL);
  CREATE INDEX help_sell_draws_order ON help_sell_draws (order_id, mandate_id);
  CREATE INDEX help_sell_draws_mandate ON help_sell_draws (mandate_id)`;

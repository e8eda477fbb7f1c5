import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOrders1795300000800 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [ORDERS, LINES, CONTRACTS, SHIPMENTS, ACCEPTANCES, SETTLEMENTS]) {
      await runner.query(statement);
    }
    for (const table of APPEND_ONLY) {
      await runner.query(
        `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP TABLE ${table}`);
    await runner.query('DROP SEQUENCE order_numbers');
  }
}

const ORDERS = `
  CREATE SEQUENCE order_numbers;
  CREATE TABLE orders (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0),
    number text NOT NULL UNIQUE, basket_id uuid NOT NULL, state text NOT NULL,
    buyer_id uuid NOT NULL REFERENCES organizations, unit_id uuid NOT NULL REFERENCES organizations, supplier_id uuid NOT NULL REFERENCES organizations CHECK (supplier_id <> buyer_id),
    terms text NOT NULL CHECK (terms IN ('PREPAID', 'POSTPAID')),
    placed_by uuid NOT NULL REFERENCES members, placed_at timestamptz NOT NULL, placed_on date NOT NULL,
    delivery_county text NOT NULL, delivery_on date NOT NULL CHECK (delivery_on >= placed_on),
    pairing_choice uuid REFERENCES pairings,
    goods_fen bigint NOT NULL CHECK (goods_fen >= 0),
    vat_fen bigint NOT NULL CHECK (vat_fen BETWEEN 0 AND goods_fen),
    freight_fen bigint NOT NULL CHECK (freight_fen >= 0),
    freight_kind text CHECK (freight_kind IN ('INCLUDED', 'FIXED', 'PER_KG')),
    freight_rate_fen bigint CHECK (freight_rate_fen >= 0),
    tolerance_bp integer NOT NULL CHECK (tolerance_bp BETWEEN 0 AND 10000),
    approval_required boolean NOT NULL,
    approved_by uuid REFERENCES members CHECK (approved_by <> placed_by),
    contract_version integer NOT NULL CHECK (contract_version > 0),
    contract_signed_at timestamptz,
    payment_due_on date, payment_extended boolean NOT NULL, payment_reminded boolean NOT NULL,
    accepted_at timestamptz,
    accepted_goods_fen bigint CHECK (accepted_goods_fen >= 0),
    accepted_freight_fen bigint CHECK (accepted_freight_fen >= 0),
    disputed_from text, reason text,
    UNIQUE (basket_id, supplier_id),
    CHECK ((freight_kind IS NULL) = (freight_rate_fen IS NULL)),
    CHECK ((state = 'DISPUTED') = (disputed_from IS NOT NULL)));
  CREATE INDEX orders_by_buyer ON orders (buyer_id, placed_at DESC, id DESC);
  CREATE INDEX orders_by_unit ON orders (unit_id, placed_at DESC, id DESC);
  CREATE INDEX orders_by_supplier ON orders (supplier_id, placed_at DESC, id DESC);
  CREATE INDEX orders_by_date ON orders (placed_at DESC, id DESC);
  CREATE INDEX orders_awaiting_payment ON orders (payment_due_on) WHERE state = 'AWAITING_PAYMENT'`;

const LINES = `
  CREATE TABLE order_lines (
    id uuid PRIMARY KEY, order_id uuid NOT NULL REFERENCES orders,
    position integer NOT NULL CHECK (position > 0),
    lot_id uuid NOT NULL REFERENCES lots, product_id uuid NOT NULL REFERENCES products,
    listing_version_id uuid NOT NULL REFERENCES listing_versions,
    product_name text NOT NULL, category_code text NOT NULL, origin_county_code text NOT NULL,
    grade text NOT NULL, certificate_no text NOT NULL, harvested_on date NOT NULL,
    display_unit text NOT NULL, price_unit text NOT NULL,
    unit_price_fen bigint NOT NULL CHECK (unit_price_fen > 0),
    vat_rate_bp integer NOT NULL CHECK (vat_rate_bp BETWEEN 0 AND 10000),
    quantity_base bigint NOT NULL CHECK (quantity_base > 0),
    goods_fen bigint NOT NULL CHECK (goods_fen >= 0),
    vat_fen bigint NOT NULL CHECK (vat_fen BETWEEN 0 AND goods_fen),
    freight_kind text NOT NULL CHECK (freight_kind IN ('INCLUDED', 'FIXED', 'PER_KG')),
    freight_rate_fen bigint NOT NULL CHECK (freight_rate_fen >= 0),
    cancelled_base bigint NOT NULL CHECK (cancelled_base BETWEEN 0 AND quantity_base),
    UNIQUE (order_id, lot_id), UNIQUE (order_id, position));
  CREATE INDEX order_lines_by_lot ON order_lines (lot_id)`;

const CONTRACTS = `
  CREATE TABLE order_contracts (
    id uuid PRIMARY KEY, order_id uuid NOT NULL REFERENCES orders, version integer NOT NULL CHECK (version > 0),
    text text NOT NULL, sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    file_id uuid NOT NULL REFERENCES files, audit_head text NOT NULL, created_at timestamptz NOT NULL,
    UNIQUE (order_id, version), UNIQUE (id, order_id, version, sha256));
  CREATE TABLE order_signatures (
    id uuid PRIMARY KEY, order_id uuid NOT NULL, contract_id uuid NOT NULL,
    contract_version integer NOT NULL, contract_sha256 text NOT NULL,
    side text NOT NULL CHECK (side IN ('SUPPLIER', 'BUYER')),
    member_id uuid NOT NULL REFERENCES members, organization_id uuid NOT NULL REFERENCES organizations,
    audit_head text NOT NULL, signed_at timestamptz NOT NULL, voided_at timestamptz,
    FOREIGN KEY (contract_id, order_id, contract_version, contract_sha256)
      REFERENCES order_contracts (id, order_id, version, sha256));
  CREATE UNIQUE INDEX order_signatures_one_per_side ON order_signatures (order_id, side) WHERE voided_at IS NULL;
  CREATE UNIQUE INDEX order_signatures_two_organizations
    ON order_signatures (order_id, organization_id) WHERE voided_at IS NULL`;

const SHIPMENTS = `
  CREATE TABLE shipments (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0),
    order_id uuid NOT NULL REFERENCES orders, number integer NOT NULL CHECK (number > 0),
    state text NOT NULL, carrier text NOT NULL, tracking_no text,
    dispatched_at timestamptz NOT NULL, arrived_at timestamptz, reminders integer NOT NULL CHECK (reminders BETWEEN 0 AND 2),
    UNIQUE (order_id, number), CHECK (state = 'DISPATCHED' OR arrived_at IS NOT NULL));
  CREATE INDEX shipments_waiting ON shipments (arrived_at) WHERE state = 'ARRIVED';
  CREATE TABLE shipment_lines (
    id uuid PRIMARY KEY, shipment_id uuid NOT NULL REFERENCES shipments,
    order_line_id uuid NOT NULL REFERENCES order_lines, lot_id uuid NOT NULL REFERENCES lots,
    quantity_base bigint NOT NULL CHECK (quantity_base > 0),
    UNIQUE (shipment_id, order_line_id));
  CREATE INDEX shipment_lines_by_order_line ON shipment_lines (order_line_id)`;

const ACCEPTANCES = `
  CREATE TABLE acceptances (
    id uuid PRIMARY KEY, order_id uuid NOT NULL REFERENCES orders, shipment_id uuid NOT NULL UNIQUE REFERENCES shipments,
    accepted_by uuid REFERENCES members, accepted_at timestamptz NOT NULL, automatic boolean NOT NULL,
    CHECK (automatic = (accepted_by IS NULL)));
  CREATE INDEX acceptances_by_order ON acceptances (order_id);
  CREATE TABLE acceptance_lines (
    id uuid PRIMARY KEY, acceptance_id uuid NOT NULL REFERENCES acceptances, order_id uuid NOT NULL REFERENCES orders,
    shipment_line_id uuid NOT NULL UNIQUE REFERENCES shipment_lines, order_line_id uuid NOT NULL REFERENCES order_lines,
    lot_id uuid NOT NULL REFERENCES lots, accepted_base bigint NOT NULL CHECK (accepted_base >= 0),
    grade text NOT NULL, variance_reason text, photo_ids uuid[] NOT NULL);
  CREATE INDEX acceptance_lines_by_order ON acceptance_lines (order_id)`;

const SETTLEMENTS = `
  CREATE TABLE settlements (
    id uuid PRIMARY KEY, order_id uuid NOT NULL UNIQUE REFERENCES orders,
    goods_fen bigint NOT NULL CHECK (goods_fen >= 0), freight_fen bigint NOT NULL CHECK (freight_fen >= 0),
    excess_fen bigint NOT NULL CHECK (excess_fen >= 0),
    settled_at timestamptz NOT NULL, settled_on date NOT NULL);
  CREATE TABLE settlement_lines (
    id uuid PRIMARY KEY, settlement_id uuid NOT NULL REFERENCES settlements, order_id uuid NOT NULL REFERENCES orders,
    order_line_id uuid NOT NULL REFERENCES order_lines,
    acceptance_line_id uuid NOT NULL UNIQUE REFERENCES acceptance_lines,
    accepted_base bigint NOT NULL CHECK (accepted_base > 0), goods_fen bigint NOT NULL CHECK (goods_fen >= 0),
    vat_rate_bp integer NOT NULL, vat_fen bigint NOT NULL CHECK (vat_fen BETWEEN 0 AND goods_fen));
  CREATE INDEX settlement_lines_by_settlement ON settlement_lines (settlement_id);
  CREATE INDEX settlement_lines_by_order ON settlement_lines (order_id);
  CREATE TABLE settled_line_refunds (
    id uuid PRIMARY KEY, settlement_line_id uuid NOT NULL REFERENCES settlement_lines, order_id uuid NOT NULL REFERENCES orders,
    fen bigint NOT NULL CHECK (fen > 0),
    reason text NOT NULL CHECK (reason IN ('SHORTAGE', 'QUALITY', 'RETURN', 'RECALL', 'PRICE_ERROR')),
    key text NOT NULL UNIQUE, refund_id uuid NOT NULL REFERENCES refunds, refunded_at timestamptz NOT NULL);
  CREATE INDEX settled_line_refunds_by_line ON settled_line_refunds (settlement_line_id)`;

const TABLES = [
  'settled_line_refunds',
  'settlement_lines',
  'settlements',
  'acceptance_lines',
  'acceptances',
  'shipment_lines',
  'shipments',
  'order_signatures',
  'order_contracts',
  'order_lines',
  'orders',
];
const APPEND_ONLY = [
  'order_contracts',
  'shipment_lines',
  'acceptances',
  'acceptance_lines',
  'settlements',
  'settlement_lines',
  'settled_line_refunds',
];

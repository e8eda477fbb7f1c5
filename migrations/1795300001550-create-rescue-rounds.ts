import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateRescueRounds1795300001550 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [ALARMS, ROUNDS, PARTS]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['rescue_parts', 'rescue_rounds', 'unsold_alarms'])
      await runner.query(`DROP TABLE ${table}`);
    await runner.query('DROP SEQUENCE rescue_round_numbers');
  }
}

/** Shares are basis points of the dated rule; they stay as they were when the alarm was raised. */
const ALARMS = `
  CREATE TABLE unsold_alarms (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0),
    lot_id uuid NOT NULL REFERENCES lots, supplier_id uuid NOT NULL REFERENCES organizations,
    product_id uuid NOT NULL REFERENCES products, county_code text NOT NULL,
    state text NOT NULL CHECK (state IN ('RAISED', 'LIFTED')),
    created_at timestamptz NOT NULL, lifted_at timestamptz,
    available_base bigint NOT NULL CHECK (available_base > 0), expires_on date NOT NULL,
    age_bp integer NOT NULL CHECK (age_bp BETWEEN 0 AND 10000),
    price_fall_bp integer NOT NULL CHECK (price_fall_bp BETWEEN 0 AND 10000),
    unsold_bp integer NOT NULL CHECK (unsold_bp BETWEEN 0 AND 10000),
    risk_bp integer NOT NULL CHECK (risk_bp BETWEEN 0 AND 10000),
    CHECK ((state = 'LIFTED') = (lifted_at IS NOT NULL)));
  CREATE UNIQUE INDEX unsold_alarms_one_per_lot ON unsold_alarms (lot_id) WHERE state = 'RAISED';
  CREATE INDEX unsold_alarms_by_date ON unsold_alarms (created_at DESC, id DESC);
  CREATE INDEX unsold_alarms_by_supplier ON unsold_alarms (supplier_id, created_at DESC, id DESC)`;

const ROUNDS = `
  CREATE SEQUENCE rescue_round_numbers;
  CREATE TABLE rescue_rounds (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0), number text NOT NULL UNIQUE,
    alarm_id uuid NOT NULL REFERENCES unsold_alarms, lot_id uuid NOT NULL REFERENCES lots,
    supplier_id uuid NOT NULL REFERENCES organizations, product_id uuid NOT NULL REFERENCES products,
    product_name text NOT NULL, grade text NOT NULL, county_code text NOT NULL, unit text NOT NULL,
    state text NOT NULL
      CHECK (state IN ('PROPOSED', 'DECLINED', 'GATHERING', 'FILLED', 'BELOW_MIN', 'CANCELLED')),
    offered_base bigint NOT NULL CHECK (offered_base > 0),
    minimum_base bigint NOT NULL CHECK (minimum_base > 0 AND minimum_base <= offered_base),
    pack_base bigint NOT NULL CHECK (pack_base > 0),
    unit_price_fen bigint NOT NULL CHECK (unit_price_fen > 0), price_unit text NOT NULL,
    freight_fen bigint NOT NULL CHECK (freight_fen >= 0), delivery_on date NOT NULL,
    closes_at timestamptz NOT NULL, joined_base bigint NOT NULL CHECK (joined_base >= 0),
    proposed_by uuid NOT NULL REFERENCES members, created_at timestamptz NOT NULL,
    closed_at timestamptz, note text,
    CHECK ((state IN ('PROPOSED', 'GATHERING')) = (closed_at IS NULL)));
  CREATE UNIQUE INDEX rescue_rounds_one_per_lot ON rescue_rounds (lot_id)
    WHERE state IN ('PROPOSED', 'GATHERING');
  CREATE INDEX rescue_rounds_by_date ON rescue_rounds (created_at DESC, id DESC);
  CREATE INDEX rescue_rounds_open ON rescue_rounds (closes_at) WHERE state IN ('PROPOSED', 'GATHERING')`;

/** What a unit wants of a round, and what it got: one order at most. */
const PARTS = `
  CREATE TABLE rescue_parts (
    id uuid PRIMARY KEY, round_id uuid NOT NULL REFERENCES rescue_rounds,
    place integer NOT NULL CHECK (place > 0),
    buyer_id uuid NOT NULL REFERENCES organizations, unit_id uuid NOT NULL REFERENCES organizations,
    member_id uuid NOT NULL REFERENCES members,
    want_base bigint NOT NULL CHECK (want_base > 0),
    least_base bigint NOT NULL CHECK (least_base > 0 AND least_base <= want_base),
    delivery_county text NOT NULL, pairing_choice uuid REFERENCES pairings,
    reserved_fen bigint NOT NULL CHECK (reserved_fen > 0),
    joined_at timestamptz NOT NULL, left_at timestamptz,
    given_base bigint CHECK (given_base >= 0 AND given_base <= want_base),
    order_id uuid UNIQUE REFERENCES orders,
    UNIQUE (round_id, place),
    CHECK (order_id IS NULL OR given_base > 0), CHECK (left_at IS NULL OR given_base IS NULL));
  CREATE UNIQUE INDEX rescue_parts_one_per_unit ON rescue_parts (round_id, unit_id) WHERE left_at IS NULL;
  CREATE INDEX rescue_parts_by_buyer ON rescue_parts (buyer_id)`;

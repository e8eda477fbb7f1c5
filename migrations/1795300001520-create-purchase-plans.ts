import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 采购计划: what closes an agreement's gap, what it stood on, and what units made of the lines that are theirs. */
export class CreatePurchasePlans1795300001520 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [INPUTS, PLANS, REPORTS, LINES, KEEP_LINES]) await runner.query(statement);
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
    await runner.query(
      'DROP TABLE purchase_plan_lines, purchase_plan_reports, purchase_plans, purchase_plan_inputs',
    );
    await runner.query('DROP FUNCTION keep_purchase_plan_lines()');
  }
}

const APPEND_ONLY = ['purchase_plan_inputs', 'purchase_plan_reports'];
const SHA256 = `~ '^[0-9a-f]{64}$'`;

const INPUTS = `
  CREATE TABLE purchase_plan_inputs (
    sha256 text PRIMARY KEY CHECK (sha256 ${SHA256}),
    compressed bytea NOT NULL,
    created_at timestamptz NOT NULL);
  ALTER TABLE purchase_plan_inputs ALTER COLUMN compressed SET STORAGE EXTERNAL`;

const PLANS = `
  CREATE TABLE purchase_plans (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0),
    agreement_id uuid NOT NULL REFERENCES annual_agreements,
    state text NOT NULL CHECK (state IN ('REQUESTED', 'RUNNING', 'PROPOSED', 'SUPERSEDED', 'FAILED')),
    requested_by uuid NOT NULL REFERENCES members,
    requester_id uuid NOT NULL REFERENCES organizations,
    requested_at timestamptz NOT NULL,
    attempts integer NOT NULL CHECK (attempts >= 0),
    input_sha256 text REFERENCES purchase_plan_inputs,
    rules_version text,
    report_sha256 text CHECK (report_sha256 ${SHA256}),
    ended_at timestamptz,
    failure text CHECK (failure IN ('THREAD_LOST', 'OUT_OF_MEMORY', 'INPUT_UNSOUND', 'NO_RULES', 'FAULT')),
    CHECK ((state IN ('PROPOSED', 'SUPERSEDED')) = (report_sha256 IS NOT NULL)),
    CHECK (report_sha256 IS NULL OR (input_sha256 IS NOT NULL AND rules_version IS NOT NULL)),
    CHECK ((state = 'FAILED') = (failure IS NOT NULL)),
    CHECK ((state IN ('PROPOSED', 'SUPERSEDED', 'FAILED')) = (ended_at IS NOT NULL)));
  CREATE INDEX purchase_plans_by_agreement ON purchase_plans (agreement_id, requested_at DESC, id DESC);
  CREATE UNIQUE INDEX purchase_plans_one_waiting ON purchase_plans (agreement_id) WHERE state IN ('REQUESTED', 'RUNNING');
  CREATE UNIQUE INDEX purchase_plans_one_in_force ON purchase_plans (agreement_id) WHERE state = 'PROPOSED'`;

const REPORTS = `
  CREATE TABLE purchase_plan_reports (
    plan_id uuid PRIMARY KEY REFERENCES purchase_plans,
    content text NOT NULL,
    summary jsonb NOT NULL)`;

const LINES = `
  CREATE TABLE purchase_plan_lines (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0),
    plan_id uuid NOT NULL REFERENCES purchase_plans,
    position integer NOT NULL CHECK (position > 0),
    commitment_id uuid NOT NULL REFERENCES commitments,
    buyer_id uuid NOT NULL REFERENCES organizations,
    unit_id uuid NOT NULL REFERENCES organizations,
    supplier_id uuid NOT NULL REFERENCES organizations CHECK (supplier_id <> buyer_id AND supplier_id <> unit_id),
    product_id uuid NOT NULL REFERENCES products,
    supply_kind text NOT NULL CHECK (supply_kind IN ('LOT', 'ANNOUNCEMENT', 'HARVEST')),
    county_code text NOT NULL CHECK (county_code ~ '^[0-9]{6}$'),
    category_code text NOT NULL,
    month date NOT NULL CHECK (extract(day FROM month) = 1),
    quantity_base bigint NOT NULL CHECK (quantity_base > 0),
    price_unit text NOT NULL,
    unit_price_fen bigint NOT NULL CHECK (unit_price_fen > 0),
    goods_fen bigint NOT NULL CHECK (goods_fen >= 0),
    landed_fen bigint NOT NULL CHECK (landed_fen >= goods_fen),
    why jsonb NOT NULL,
    state text NOT NULL CHECK (state IN ('PROPOSED', 'ACCEPTED', 'DECLINED', 'LAPSED')),
    accepted_base bigint CHECK (accepted_base BETWEEN 1 AND quantity_base),
    decided_by uuid REFERENCES members,
    decided_at timestamptz,
    decline_reason text CHECK (decline_reason IN ('NO_NEED', 'PRICE', 'BUDGET', 'SEASON', 'OTHER_SUPPLIER', 'OTHER')),
    note text,
    request_id uuid REFERENCES sourcing_requests,
    UNIQUE (plan_id, position),
    CHECK ((state IN ('ACCEPTED', 'DECLINED')) = (decided_by IS NOT NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK ((state = 'ACCEPTED') = (request_id IS NOT NULL) AND (state = 'ACCEPTED') = (accepted_base IS NOT NULL)),
    CHECK ((state = 'DECLINED') = (decline_reason IS NOT NULL)),
    CHECK (note IS NULL OR state = 'DECLINED'), CHECK (decline_reason <> 'OTHER' OR note IS NOT NULL));
  CREATE INDEX purchase_plan_lines_by_buyer ON purchase_plan_lines (buyer_id, plan_id, position);
  CREATE INDEX purchase_plan_lines_by_request ON purchase_plan_lines (request_id) WHERE request_id IS NOT NULL`;

/** What a line proposes stays as it was computed, and what was decided stays decided. */
const KEEP_LINES = `
  CREATE FUNCTION keep_purchase_plan_lines() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'DELETE' OR OLD.state <> 'PROPOSED'
      OR (NEW.id, NEW.plan_id, NEW.position, NEW.commitment_id, NEW.buyer_id, NEW.unit_id, NEW.supplier_id, NEW.product_id,
          NEW.supply_kind, NEW.county_code, NEW.category_code, NEW.month, NEW.quantity_base, NEW.price_unit,
          NEW.unit_price_fen, NEW.goods_fen, NEW.landed_fen, NEW.why)
        IS DISTINCT FROM (OLD.id, OLD.plan_id, OLD.position, OLD.commitment_id, OLD.buyer_id, OLD.unit_id, OLD.supplier_id,
          OLD.product_id, OLD.supply_kind, OLD.county_code, OLD.category_code, OLD.month, OLD.quantity_base, OLD.price_unit,
          OLD.unit_price_fen, OLD.goods_fen, OLD.landed_fen, OLD.why) THEN
      RAISE EXCEPTION 'plan line % stays as it is', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER purchase_plan_lines_keep BEFORE UPDATE OR DELETE ON purchase_plan_lines
    FOR EACH ROW EXECUTE FUNCTION keep_purchase_plan_lines()`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateClaims1795300001280 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [CLAIMS, INVOICES, LINES, PAPERS, CHECKS, REVERSALS, TWINS, ...KEEP])
      await runner.query(statement);
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
    for (const table of [...APPEND_ONLY, 'claim_lines', 'claimed_invoices', 'claims'])
      await runner.query(`DROP TABLE ${table}`);
    for (const name of FUNCTIONS) await runner.query(`DROP FUNCTION ${name}()`);
    await runner.query('DROP SEQUENCE claim_numbers');
  }
}

const APPEND_ONLY = ['claim_twins', 'claim_reversals', 'claim_checks', 'claim_evidence'];
const FUNCTIONS = [
  'keep_claimed_invoices_added',
  'keep_claimed_invoices_changed',
  'keep_claim_lines',
  'keep_claim_checks',
  'keep_claims_verified',
  'keep_claim_reversals',
];

const CLAIMS = `
  CREATE SEQUENCE claim_numbers;
  CREATE TABLE claims (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0), number text NOT NULL UNIQUE,
    revision integer NOT NULL CHECK (revision > 0),
    buyer_id uuid NOT NULL REFERENCES organizations, unit_id uuid NOT NULL REFERENCES organizations,
    unit_region_code text NOT NULL,
    supplier_id uuid NOT NULL REFERENCES organizations CHECK (supplier_id NOT IN (buyer_id, unit_id)),
    invoice_no text NOT NULL CHECK (invoice_no ~ '^[0-9A-Z-]{6,30}$'),
    invoice_fen bigint NOT NULL CHECK (invoice_fen > 0),
    purchased_on date NOT NULL, channel_note text,
    state text NOT NULL CHECK (state IN
      ('SUBMITTED', 'DEDUPED', 'VERIFIED_ONE', 'CONFIRMED', 'REJECTED', 'WITHDRAWN', 'REVERSED')),
    submitted_by uuid NOT NULL REFERENCES members, submitted_at timestamptz NOT NULL,
    decided_at timestamptz, decision_note text,
    CHECK ((decided_at IS NULL) = (state IN ('SUBMITTED', 'DEDUPED', 'VERIFIED_ONE'))));
  CREATE INDEX claims_by_date ON claims (submitted_at DESC, id DESC);
  CREATE INDEX claims_by_unit ON claims (unit_id, purchased_on);
  CREATE INDEX claims_by_supplier ON claims (supplier_id, submitted_at DESC, id DESC);
  CREATE INDEX claims_by_unit_region ON claims (unit_region_code text_pattern_ops, submitted_at DESC, id DESC)`;

/** One row per invoice, locked by whoever claims of it: what is claimed never exceeds what it says. */
const INVOICES = `
  CREATE TABLE claimed_invoices (
    supplier_id uuid NOT NULL REFERENCES organizations, invoice_no text NOT NULL,
    unit_id uuid NOT NULL REFERENCES organizations,
    invoice_fen bigint NOT NULL CHECK (invoice_fen > 0),
    used_fen bigint NOT NULL DEFAULT 0 CONSTRAINT claimed_invoices_never_exceeded CHECK (used_fen BETWEEN 0 AND invoice_fen),
    PRIMARY KEY (supplier_id, invoice_no))`;

/** The line holds the lot's stock under its own id. Not live: replaced, withdrawn, rejected, or proved untrue. */
const LINES = `
  CREATE TABLE claim_lines (
    id uuid PRIMARY KEY, claim_id uuid NOT NULL REFERENCES claims, revision integer NOT NULL CHECK (revision > 0),
    position integer NOT NULL CHECK (position > 0),
    supplier_id uuid NOT NULL, invoice_no text NOT NULL,
    lot_id uuid NOT NULL REFERENCES lots, product_id uuid NOT NULL REFERENCES products,
    product_name text NOT NULL, certificate_no text NOT NULL, display_unit text NOT NULL,
    quantity_base bigint NOT NULL CHECK (quantity_base > 0),
    goods_fen bigint NOT NULL CHECK (goods_fen > 0),
    county_code text NOT NULL, category_code text NOT NULL, relation_choices uuid[] NOT NULL,
    live boolean NOT NULL,
    reversed_fen bigint NOT NULL CONSTRAINT claim_lines_never_reversed_twice CHECK (reversed_fen BETWEEN 0 AND goods_fen),
    UNIQUE (claim_id, revision, lot_id), UNIQUE (claim_id, revision, position),
    FOREIGN KEY (supplier_id, invoice_no) REFERENCES claimed_invoices);
  CREATE UNIQUE INDEX claim_lines_invoice_once ON claim_lines (supplier_id, invoice_no, lot_id) WHERE live;
  CREATE INDEX claim_lines_by_lot ON claim_lines (lot_id)`;

const PAPERS = `
  CREATE TABLE claim_evidence (
    claim_id uuid NOT NULL REFERENCES claims, file_id uuid NOT NULL REFERENCES files,
    kind text NOT NULL CHECK (kind IN ('CONTRACT', 'INVOICE', 'PAYMENT', 'LOGISTICS', 'ACCEPTANCE')),
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    attached_by uuid NOT NULL REFERENCES members, attached_at timestamptz NOT NULL,
    PRIMARY KEY (claim_id, file_id), UNIQUE (claim_id, sha256))`;

/** EAST is the side of the paying unit, WEST that of the goods' origin. */
const CHECKS = `
  CREATE TABLE claim_checks (
    id uuid PRIMARY KEY, claim_id uuid NOT NULL REFERENCES claims,
    side text NOT NULL CHECK (side IN ('EAST', 'WEST')),
    organization_id uuid NOT NULL REFERENCES organizations, member_id uuid NOT NULL REFERENCES members,
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'), twin_note text, checked_at timestamptz NOT NULL,
    CONSTRAINT claim_checks_one_per_side UNIQUE (claim_id, side),
    CONSTRAINT claim_checks_two_organizations UNIQUE (claim_id, organization_id),
    CONSTRAINT claim_checks_two_people UNIQUE (claim_id, member_id))`;

const REVERSALS = `
  CREATE TABLE claim_reversals (
    id uuid PRIMARY KEY, claim_line_id uuid NOT NULL REFERENCES claim_lines,
    fen bigint NOT NULL CHECK (fen > 0),
    reason text NOT NULL CHECK (reason IN ('REFUND', 'NOT_GENUINE', 'RECALL')), note text,
    reversed_by uuid REFERENCES members, reversed_at timestamptz NOT NULL,
    CHECK ((reversed_by IS NULL) = (reason = 'RECALL')));
  CREATE INDEX claim_reversals_by_line ON claim_reversals (claim_line_id)`;

/** What a line resembles: a platform order or another claim; a verifier has to answer it. */
const TWINS = `
  CREATE TABLE claim_twins (
    claim_id uuid NOT NULL REFERENCES claims, revision integer NOT NULL,
    kind text NOT NULL CHECK (kind IN ('ORDER', 'CLAIM')), twin_id uuid NOT NULL, number text NOT NULL,
    PRIMARY KEY (claim_id, revision, twin_id))`;

const KEEP = [
  `CREATE FUNCTION keep_claimed_invoices_added() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     UPDATE claimed_invoices i SET used_fen = used_fen + a.fen
       FROM (SELECT supplier_id, invoice_no, sum(goods_fen) AS fen FROM added WHERE live GROUP BY 1, 2) a
       WHERE i.supplier_id = a.supplier_id AND i.invoice_no = a.invoice_no;
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER claim_lines_use_invoices AFTER INSERT ON claim_lines REFERENCING NEW TABLE AS added
     FOR EACH STATEMENT EXECUTE FUNCTION keep_claimed_invoices_added()`,
  `CREATE FUNCTION keep_claimed_invoices_changed() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     UPDATE claimed_invoices i SET used_fen = used_fen - a.fen
       FROM (SELECT o.supplier_id, o.invoice_no, sum(o.goods_fen) AS fen FROM was o JOIN now n USING (id)
             WHERE o.live AND NOT n.live GROUP BY 1, 2) a
       WHERE i.supplier_id = a.supplier_id AND i.invoice_no = a.invoice_no;
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER claim_lines_free_invoices AFTER UPDATE ON claim_lines REFERENCING OLD TABLE AS was NEW TABLE AS now
     FOR EACH STATEMENT EXECUTE FUNCTION keep_claimed_invoices_changed()`,
  // A line only ends, and loses what is taken back; nothing brings it to life again.
  `CREATE FUNCTION keep_claim_lines() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF (to_jsonb(NEW) - 'live' - 'reversed_fen') IS DISTINCT FROM (to_jsonb(OLD) - 'live' - 'reversed_fen')
       OR (NEW.live AND NOT OLD.live) OR NEW.reversed_fen < OLD.reversed_fen THEN
       RAISE EXCEPTION 'claim line % is not changed', OLD.id USING ERRCODE = 'check_violation';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER claim_lines_kept BEFORE UPDATE ON claim_lines FOR EACH ROW EXECUTE FUNCTION keep_claim_lines()`,
  // I18: who verifies is neither who claimed nor of the claimant or the supplier.
  `CREATE FUNCTION keep_claim_checks() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF EXISTS (SELECT FROM claims c WHERE c.id = NEW.claim_id AND (c.submitted_by = NEW.member_id
       OR NEW.organization_id IN (c.buyer_id, c.unit_id, c.supplier_id))) THEN
       RAISE EXCEPTION 'claim % is verified by its own side', NEW.claim_id USING ERRCODE = 'check_violation';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER claim_checks_true BEFORE INSERT ON claim_checks FOR EACH ROW EXECUTE FUNCTION keep_claim_checks()`,
  `CREATE FUNCTION keep_claims_verified() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF (SELECT count(*) FROM claim_checks WHERE claim_id = NEW.id) <> 2
       OR (SELECT count(DISTINCT kind) FROM claim_evidence WHERE claim_id = NEW.id) < 2 THEN
       RAISE EXCEPTION 'claim % lacks a check or evidence', NEW.id USING ERRCODE = 'check_violation';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER claims_verified BEFORE INSERT OR UPDATE OF state ON claims FOR EACH ROW
     WHEN (NEW.state IN ('CONFIRMED', 'REVERSED')) EXECUTE FUNCTION keep_claims_verified()`,
  `CREATE FUNCTION keep_claim_reversals() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     UPDATE claim_lines SET reversed_fen = reversed_fen + NEW.fen WHERE id = NEW.claim_line_id;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER claim_reversals_true BEFORE INSERT ON claim_reversals FOR EACH ROW EXECUTE FUNCTION keep_claim_reversals()`,
];

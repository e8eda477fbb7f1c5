import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateFrameworkAgreements1795300001250 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [AGREEMENTS, LINES, REVISIONS, PAPERS, CALL_OFFS]) await runner.query(statement);
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
    for (const table of TABLES) await runner.query(`DROP TABLE ${table}`);
    await runner.query('DROP SEQUENCE framework_numbers');
  }
}

const AGREEMENTS = `
  CREATE SEQUENCE framework_numbers;
  CREATE TABLE framework_agreements (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0), number text NOT NULL UNIQUE,
    buyer_id uuid NOT NULL REFERENCES organizations,
    supplier_id uuid NOT NULL REFERENCES organizations CHECK (supplier_id <> buyer_id),
    state text NOT NULL
      CHECK (state IN ('DRAFT', 'SIGNED_BY_ONE', 'ACTIVE', 'EXHAUSTED', 'EXPIRED', 'TERMINATED')),
    draft_number integer NOT NULL CHECK (draft_number > 0),
    offered_number integer CHECK (offered_number <= draft_number),
    title text NOT NULL, from_on date NOT NULL, until_on date NOT NULL CHECK (until_on >= from_on),
    terms text NOT NULL CHECK (terms IN ('PREPAID', 'POSTPAID')),
    freight_kind text NOT NULL CHECK (freight_kind IN ('INCLUDED', 'FIXED', 'PER_KG')),
    freight_fen bigint NOT NULL CHECK (freight_fen >= 0 AND (freight_kind = 'INCLUDED') = (freight_fen = 0)),
    notice_days integer NOT NULL CHECK (notice_days BETWEEN 0 AND 365),
    prepared_by uuid NOT NULL REFERENCES members, created_at timestamptz NOT NULL, active_since timestamptz,
    sent_back_note text, terminates_on date, termination_reason text, termination_note text,
    terminated_side text CHECK (terminated_side IN ('BUYER', 'SUPPLIER')),
    CHECK (state IN ('DRAFT', 'EXPIRED', 'TERMINATED') OR coalesce(offered_number, 0) = draft_number),
    CHECK ((state IN ('ACTIVE', 'EXHAUSTED')) <= (active_since IS NOT NULL)),
    CHECK ((state = 'TERMINATED') <= (terminates_on IS NOT NULL)),
    CHECK ((terminates_on IS NULL) = (termination_reason IS NULL)
       AND (terminates_on IS NULL) = (terminated_side IS NULL)));
  CREATE INDEX framework_agreements_by_buyer ON framework_agreements (buyer_id, created_at DESC, id DESC);
  CREATE INDEX framework_agreements_by_supplier ON framework_agreements (supplier_id, created_at DESC, id DESC);
  CREATE INDEX framework_agreements_running ON framework_agreements (until_on)
    WHERE state IN ('DRAFT', 'SIGNED_BY_ONE', 'ACTIVE', 'EXHAUSTED')`;

/** A line belongs to one draft. Its cap is hard, and a cap of zero is zero: what runs on it never passes it (I15). */
const LINES = `
  CREATE TABLE framework_lines (
    id uuid PRIMARY KEY, framework_id uuid NOT NULL REFERENCES framework_agreements,
    draft_number integer NOT NULL CHECK (draft_number > 0), position integer NOT NULL CHECK (position > 0),
    product_id uuid NOT NULL REFERENCES products, product_name text NOT NULL, category_code text NOT NULL,
    grade text NOT NULL, unit text NOT NULL,
    cap_base bigint NOT NULL CHECK (cap_base >= 0),
    taken_base bigint NOT NULL CHECK (taken_base >= 0 AND taken_base <= cap_base),
    unit_price_fen bigint NOT NULL CHECK (unit_price_fen > 0), price_unit text NOT NULL,
    lead_days integer NOT NULL CHECK (lead_days BETWEEN 0 AND 365),
    UNIQUE (framework_id, draft_number, position), UNIQUE (framework_id, draft_number, product_id, grade))`;

const REVISIONS = `
  CREATE TABLE framework_revisions (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0),
    framework_id uuid NOT NULL REFERENCES framework_agreements,
    state text NOT NULL CHECK (state IN ('PROPOSED', 'SIGNED_BY_ONE', 'IN_FORCE', 'WITHDRAWN')),
    side text NOT NULL CHECK (side IN ('BUYER', 'SUPPLIER')), proposed_by uuid NOT NULL REFERENCES members,
    reason text NOT NULL, created_at timestamptz NOT NULL, in_force_at timestamptz, withdrawal_note text,
    CHECK ((state = 'IN_FORCE') = (in_force_at IS NOT NULL)));
  CREATE UNIQUE INDEX framework_revisions_one_open ON framework_revisions (framework_id)
    WHERE state IN ('PROPOSED', 'SIGNED_BY_ONE');
  CREATE INDEX framework_revisions_by_framework ON framework_revisions (framework_id, created_at);
  CREATE TABLE framework_revision_lines (
    revision_id uuid NOT NULL REFERENCES framework_revisions, line_id uuid NOT NULL REFERENCES framework_lines,
    unit_price_fen bigint CHECK (unit_price_fen > 0), price_from date,
    cap_base bigint CHECK (cap_base > 0),
    PRIMARY KEY (revision_id, line_id),
    CHECK ((unit_price_fen IS NULL) = (price_from IS NULL)),
    CHECK (unit_price_fen IS NOT NULL OR cap_base IS NOT NULL));
  CREATE TABLE framework_prices (
    line_id uuid NOT NULL REFERENCES framework_lines, revision_id uuid NOT NULL REFERENCES framework_revisions,
    unit_price_fen bigint NOT NULL CHECK (unit_price_fen > 0), from_on date NOT NULL, agreed_at timestamptz NOT NULL,
    PRIMARY KEY (line_id, revision_id))`;

/** A signature binds the person, his organization and side, and the paper's number and hash; never who prepared it. */
const PAPERS = `
  CREATE TABLE framework_documents (
    id uuid PRIMARY KEY, framework_id uuid NOT NULL REFERENCES framework_agreements,
    number integer NOT NULL CHECK (number > 0), revision_id uuid UNIQUE REFERENCES framework_revisions,
    text text NOT NULL, sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'), audit_head text NOT NULL,
    prepared_by uuid NOT NULL REFERENCES members, created_at timestamptz NOT NULL,
    UNIQUE (framework_id, number), UNIQUE (id, framework_id, number, sha256, prepared_by));
  CREATE TABLE framework_signatures (
    id uuid PRIMARY KEY, framework_id uuid NOT NULL, document_id uuid NOT NULL, document_number integer NOT NULL,
    document_sha256 text NOT NULL, prepared_by uuid NOT NULL,
    side text NOT NULL CHECK (side IN ('BUYER', 'SUPPLIER')),
    member_id uuid NOT NULL REFERENCES members CHECK (member_id <> prepared_by),
    organization_id uuid NOT NULL REFERENCES organizations,
    audit_head text NOT NULL, signed_at timestamptz NOT NULL, voided_at timestamptz,
    FOREIGN KEY (document_id, framework_id, document_number, document_sha256, prepared_by)
      REFERENCES framework_documents (id, framework_id, number, sha256, prepared_by));
  CREATE UNIQUE INDEX framework_signatures_one_per_side ON framework_signatures (document_id, side)
    WHERE voided_at IS NULL;
  CREATE UNIQUE INDEX framework_signatures_two_organizations ON framework_signatures (document_id, organization_id)
    WHERE voided_at IS NULL`;

/** What each call-off holds of a line, and every step of it. */
const CALL_OFFS = `
  CREATE TABLE framework_call_offs (
    order_id uuid NOT NULL REFERENCES orders, line_id uuid NOT NULL REFERENCES framework_lines,
    called_off_base bigint NOT NULL CHECK (called_off_base > 0),
    held_base bigint NOT NULL CHECK (held_base >= 0 AND held_base <= called_off_base),
    called_off_at timestamptz NOT NULL,
    PRIMARY KEY (order_id, line_id));
  CREATE INDEX framework_call_offs_by_line ON framework_call_offs (line_id);
  CREATE TABLE framework_movements (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, order_id uuid NOT NULL, line_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('CALL_OFF', 'GIVE_BACK')),
    quantity_base bigint NOT NULL CHECK (quantity_base > 0), at timestamptz NOT NULL,
    FOREIGN KEY (order_id, line_id) REFERENCES framework_call_offs);
  CREATE UNIQUE INDEX framework_movements_called_off_once ON framework_movements (order_id, line_id)
    WHERE kind = 'CALL_OFF';
  CREATE INDEX framework_movements_by_call_off ON framework_movements (order_id, line_id)`;

const TABLES = [
  'framework_movements',
  'framework_call_offs',
  'framework_signatures',
  'framework_documents',
  'framework_prices',
  'framework_revision_lines',
  'framework_revisions',
  'framework_lines',
  'framework_agreements',
];
const APPEND_ONLY = [
  'framework_revision_lines',
  'framework_prices',
  'framework_documents',
  'framework_movements',
];

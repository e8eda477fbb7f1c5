import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An award names one version of a quote, and a version has one that stands; each delivery of it becomes one order, of a pooled request one for each unit. */
export class CreateQuoteAwards1795300001201 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE TABLE quote_awards (
        id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0),
        request_id uuid NOT NULL REFERENCES sourcing_requests, quote_id uuid NOT NULL REFERENCES quotes,
        version_id uuid NOT NULL REFERENCES quote_versions,
        state text NOT NULL CHECK (state IN ('OFFERED', 'DECLINED', 'ORDERED')),
        total_fen bigint NOT NULL CHECK (total_fen > 0), pairing_choice uuid,
        decided_by uuid NOT NULL REFERENCES members, decided_at timestamptz NOT NULL,
        decline_reason text, answered_at timestamptz,
        CHECK ((state = 'DECLINED') = (decline_reason IS NOT NULL)));
      CREATE UNIQUE INDEX one_award_per_quote_version ON quote_awards (version_id) WHERE state <> 'DECLINED';
      CREATE INDEX quote_awards_by_request ON quote_awards (request_id);
      CREATE INDEX quote_awards_by_quote ON quote_awards (quote_id)`);
    await runner.query(`
      CREATE TABLE quote_award_lines (
        award_id uuid NOT NULL REFERENCES quote_awards, quote_line_id uuid NOT NULL REFERENCES quote_lines,
        quantity_base bigint NOT NULL CHECK (quantity_base > 0), taken_base bigint CHECK (taken_base <= quantity_base),
        PRIMARY KEY (award_id, quote_line_id));
      CREATE TABLE quote_award_orders (
        order_id uuid PRIMARY KEY REFERENCES orders, delivery_id uuid NOT NULL REFERENCES quote_deliveries,
        award_id uuid NOT NULL REFERENCES quote_awards);
      CREATE INDEX quote_award_orders_by_delivery ON quote_award_orders (delivery_id);
      CREATE INDEX quote_award_orders_by_award ON quote_award_orders (award_id);
      CREATE TRIGGER quote_award_orders_append_only BEFORE UPDATE OR DELETE ON quote_award_orders
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER quote_award_orders_keep BEFORE TRUNCATE ON quote_award_orders
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['quote_award_orders', 'quote_award_lines', 'quote_awards'])
      await runner.query(`DROP TABLE ${table}`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateRefundRequests1795300000900 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE TABLE refund_requests (
        id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0),
        order_id uuid NOT NULL REFERENCES orders, settlement_line_id uuid NOT NULL REFERENCES settlement_lines,
        buyer_id uuid NOT NULL REFERENCES organizations,
        supplier_id uuid NOT NULL REFERENCES organizations CHECK (supplier_id <> buyer_id),
        state text NOT NULL,
        reason text NOT NULL CHECK (reason IN ('SHORTAGE', 'QUALITY', 'RETURN', 'RECALL', 'PRICE_ERROR')),
        note text NOT NULL, photo_ids uuid[] NOT NULL,
        requested_fen bigint NOT NULL CHECK (requested_fen > 0),
        approved_fen bigint CHECK (approved_fen BETWEEN 1 AND requested_fen),
        requested_by uuid NOT NULL REFERENCES members, requested_at timestamptz NOT NULL,
        decided_by uuid REFERENCES members CHECK (decided_by <> requested_by), decided_at timestamptz, decision_note text,
        refund_id uuid UNIQUE REFERENCES refunds,
        CHECK ((state IN ('PROCESSING', 'DONE')) = (refund_id IS NOT NULL)),
        CHECK ((refund_id IS NULL) = (approved_fen IS NULL)))`);
    await runner.query('CREATE INDEX refund_requests_by_order ON refund_requests (order_id)');
    await runner.query(
      'CREATE INDEX refund_requests_by_buyer ON refund_requests (buyer_id, requested_at DESC, id DESC)',
    );
    await runner.query(
      'CREATE INDEX refund_requests_by_supplier ON refund_requests (supplier_id, requested_at DESC, id DESC)',
    );
    // One open request per settled line at a time, so that what is left is not promised twice.
    await runner.query(`
      CREATE UNIQUE INDEX refund_requests_one_open ON refund_requests (settlement_line_id)
      WHERE state IN ('REQUESTED', 'DENIED', 'ESCALATED')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE refund_requests');
  }
}

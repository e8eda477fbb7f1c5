import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One sample of a line runs with a supplier at a time; the latest approved one is named in what is awarded to him on it. */
export class CreateSamples1795300001240 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE TABLE samples (
        id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0), number text NOT NULL UNIQUE,
        state text NOT NULL CHECK (state IN ('REQUESTED', 'SENT', 'RECEIVED', 'APPROVED', 'REJECTED', 'DECLINED',
          'CANCELLED', 'LAPSED')),
        request_id uuid NOT NULL REFERENCES sourcing_requests,
        sourcing_line_id uuid NOT NULL REFERENCES sourcing_lines, supplier_id uuid NOT NULL REFERENCES organizations,
        quantity_base bigint NOT NULL CHECK (quantity_base > 0), most_price_fen bigint NOT NULL CHECK (most_price_fen >= 0),
        price_fen bigint CHECK (price_fen BETWEEN 0 AND most_price_fen), note text,
        requested_by uuid NOT NULL REFERENCES members, requested_at timestamptz NOT NULL,
        answer_until timestamptz NOT NULL CHECK (answer_until > requested_at),
        carrier text, tracking_no text, lot_id uuid REFERENCES lots, grade text,
        sent_at timestamptz, received_at timestamptz CHECK (received_at >= sent_at), ended_at timestamptz, reason text,
        CONSTRAINT samples_are_sent_whole CHECK ((sent_at IS NULL) = (carrier IS NULL)
          AND (sent_at IS NULL) = (price_fen IS NULL) AND (sent_at IS NULL) = (grade IS NULL)
          AND (sent_at IS NOT NULL OR (lot_id IS NULL AND tracking_no IS NULL))),
        CONSTRAINT samples_go_by_their_steps CHECK (
          (state IN ('REQUESTED', 'DECLINED', 'CANCELLED') AND sent_at IS NULL)
          OR (state = 'SENT' AND sent_at IS NOT NULL AND received_at IS NULL)
          OR (state IN ('RECEIVED', 'APPROVED', 'REJECTED') AND received_at IS NOT NULL) OR state = 'LAPSED'),
        CONSTRAINT samples_end_once CHECK ((state IN ('REQUESTED', 'SENT', 'RECEIVED')) = (ended_at IS NULL)),
        CONSTRAINT samples_end_with_a_reason CHECK ((state IN ('REJECTED', 'DECLINED')) = (reason IS NOT NULL)));
      CREATE UNIQUE INDEX one_running_sample ON samples (sourcing_line_id, supplier_id)
        WHERE state IN ('REQUESTED', 'SENT', 'RECEIVED');
      CREATE INDEX samples_by_supplier ON samples (supplier_id, requested_at DESC, id DESC);
      CREATE INDEX samples_by_request ON samples (request_id, requested_at DESC, id DESC);
      CREATE INDEX samples_by_lot ON samples (lot_id);
      CREATE INDEX samples_unanswered ON samples (answer_until, id) WHERE state = 'REQUESTED'`);
    await runner.query(`
      CREATE TABLE approved_samples (
        sourcing_line_id uuid NOT NULL REFERENCES sourcing_lines, supplier_id uuid NOT NULL REFERENCES organizations,
        number text NOT NULL REFERENCES samples (number), PRIMARY KEY (sourcing_line_id, supplier_id))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE approved_samples');
    await runner.query('DROP TABLE samples');
  }
}

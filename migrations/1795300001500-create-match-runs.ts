import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 匹配: what runs stood on, what they reported, what they proposed for each request and what became of it. */
export class CreateMatchRuns1795300001500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [INPUTS, RUNS, REPORTS, PROPOSALS, LINES, EDGES, DECISIONS])
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
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(
      'DROP TABLE match_decisions, match_edges, match_lines, match_proposals, match_reports, match_runs, match_inputs',
    );
  }
}

const APPEND_ONLY = ['match_inputs', 'match_reports', 'match_lines', 'match_edges', 'match_decisions'];

const SHA256 = `~ '^[0-9a-f]{64}$'`;

/** Kept by their digest: a recomputation stands on the same row. */
const INPUTS = `
  CREATE TABLE match_inputs (
    sha256 text PRIMARY KEY CHECK (sha256 ${SHA256}),
    compressed bytea NOT NULL,
    line_count integer NOT NULL CHECK (line_count >= 0),
    supply_count integer NOT NULL CHECK (supply_count >= 0),
    left_out jsonb NOT NULL,
    created_at timestamptz NOT NULL);
  ALTER TABLE match_inputs ALTER COLUMN compressed SET STORAGE EXTERNAL`;

const RUNS = `
  CREATE TABLE match_runs (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0),
    state text NOT NULL CHECK (state IN ('REQUESTED', 'RUNNING', 'PROPOSED', 'SUPERSEDED', 'FAILED')),
    live boolean NOT NULL,
    as_of date NOT NULL,
    stock_of uuid REFERENCES match_runs,
    recomputed_from uuid REFERENCES match_runs,
    requested_by uuid NOT NULL REFERENCES members,
    requester_id uuid NOT NULL REFERENCES organizations,
    requested_at timestamptz NOT NULL,
    attempts integer NOT NULL CHECK (attempts >= 0),
    input_sha256 text REFERENCES match_inputs,
    rules_version text, seed integer,
    report_sha256 text CHECK (report_sha256 ${SHA256}),
    ended_at timestamptz,
    failure text CHECK (failure IN ('THREAD_LOST', 'OUT_OF_MEMORY', 'INPUT_UNSOUND', 'NO_RULES', 'FAULT')),
    CHECK (NOT live OR (stock_of IS NULL AND recomputed_from IS NULL)),
    CHECK (stock_of IS NULL OR recomputed_from IS NULL),
    CHECK (recomputed_from IS NULL OR input_sha256 IS NOT NULL),
    CHECK ((state IN ('PROPOSED', 'SUPERSEDED')) = (report_sha256 IS NOT NULL)),
    CHECK (report_sha256 IS NULL OR (input_sha256 IS NOT NULL AND rules_version IS NOT NULL AND seed IS NOT NULL)),
    CHECK ((state = 'FAILED') = (failure IS NOT NULL)),
    CHECK ((state IN ('PROPOSED', 'SUPERSEDED', 'FAILED')) = (ended_at IS NOT NULL)));
  CREATE INDEX match_runs_by_date ON match_runs (requested_at DESC, id DESC);
  CREATE INDEX match_runs_waiting ON match_runs (requested_at, id) WHERE state IN ('REQUESTED', 'RUNNING');
  CREATE INDEX match_runs_recomputed ON match_runs (recomputed_from) WHERE recomputed_from IS NOT NULL;
  CREATE UNIQUE INDEX match_runs_one_running ON match_runs (state) WHERE state = 'RUNNING';
  CREATE UNIQUE INDEX match_runs_one_in_force ON match_runs (live) WHERE live AND state = 'PROPOSED';
  CREATE UNIQUE INDEX match_runs_wanted_once ON match_runs (as_of, live, stock_of, recomputed_from) NULLS NOT DISTINCT
    WHERE state IN ('REQUESTED', 'RUNNING')`;

const REPORTS = `
  CREATE TABLE match_reports (
    run_id uuid PRIMARY KEY REFERENCES match_runs,
    content text NOT NULL,
    summary jsonb NOT NULL)`;

const PROPOSALS = `
  CREATE TABLE match_proposals (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0),
    run_id uuid NOT NULL REFERENCES match_runs,
    request_id uuid NOT NULL REFERENCES sourcing_requests,
    revision integer NOT NULL CHECK (revision > 0),
    state text NOT NULL CHECK (state IN ('PROPOSED', 'ACCEPTED', 'OVERRIDDEN', 'SUPERSEDED')),
    UNIQUE (run_id, request_id));
  CREATE INDEX match_proposals_request ON match_proposals (request_id)`;

/** A line is a delivery window: that is what the engine is asked for. */
const LINES = `
  CREATE TABLE match_lines (
    proposal_id uuid NOT NULL REFERENCES match_proposals,
    window_id uuid NOT NULL REFERENCES sourcing_windows,
    served_base bigint NOT NULL CHECK (served_base >= 0),
    missing_base bigint NOT NULL CHECK (missing_base >= 0),
    reaches_minimum boolean NOT NULL,
    PRIMARY KEY (proposal_id, window_id))`;

const EDGES = `
  CREATE TABLE match_edges (
    proposal_id uuid NOT NULL, window_id uuid NOT NULL,
    supply_id uuid NOT NULL,
    lot_id uuid REFERENCES lots, forward_supply_id uuid REFERENCES forward_supplies,
    supplier_id uuid NOT NULL REFERENCES organizations,
    quantity_base bigint NOT NULL CHECK (quantity_base > 0),
    goods_fen bigint NOT NULL CHECK (goods_fen >= 0),
    freight_fen bigint NOT NULL CHECK (freight_fen >= 0),
    landed_fen bigint NOT NULL CHECK (landed_fen = goods_fen + freight_fen),
    PRIMARY KEY (proposal_id, window_id, supply_id),
    FOREIGN KEY (proposal_id, window_id) REFERENCES match_lines,
    CHECK ((lot_id IS NULL) <> (forward_supply_id IS NULL)),
    CHECK (supply_id = coalesce(lot_id, forward_supply_id)));
  CREATE INDEX match_edges_supplier ON match_edges (supplier_id, proposal_id)`;

/** What a buyer made of a proposal. Whoever takes others than proposed says why, and what key counties lose by it is kept. */
const DECISIONS = `
  CREATE TABLE match_decisions (
    proposal_id uuid PRIMARY KEY REFERENCES match_proposals,
    kind text NOT NULL CHECK (kind IN ('ACCEPTED', 'OVERRIDDEN')),
    reason text CHECK (reason IN ('KNOWN_QUALITY', 'PRICE_ELSEWHERE', 'LOGISTICS', 'LONG_TERM_RELATION', 'OTHER')),
    note text,
    supplier_ids uuid[] NOT NULL CHECK (cardinality(supplier_ids) > 0),
    floor_loss_fen bigint NOT NULL CHECK (floor_loss_fen >= 0),
    decided_by uuid NOT NULL REFERENCES members,
    organization_id uuid NOT NULL REFERENCES organizations,
    decided_at timestamptz NOT NULL,
    CHECK ((kind = 'OVERRIDDEN') = (reason IS NOT NULL)),
    CHECK (reason IS DISTINCT FROM 'OTHER' OR note IS NOT NULL),
    CHECK (kind = 'OVERRIDDEN' OR floor_loss_fen = 0))`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A request goes on after its first quote: it is quoted on, waits for its award, and keeps its budget until it ends. */
export class LetRequestsBeQuoted1795300001110 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      ALTER TABLE sourcing_requests ADD COLUMN reserved_fen bigint NOT NULL DEFAULT 0;
      UPDATE sourcing_requests SET reserved_fen = worth_fen WHERE state = 'OPEN';
      ALTER TABLE sourcing_requests ALTER COLUMN reserved_fen DROP DEFAULT,
        DROP CONSTRAINT sourcing_requests_state_check, DROP CONSTRAINT sourcing_requests_check1,
        ADD CONSTRAINT sourcing_requests_state_check CHECK (state IN ('DRAFT', 'PENDING_APPROVAL', ${ALIVE}, 'AWARDED', 'CLOSED', 'CANCELLED', 'EXPIRED')),
        ADD CONSTRAINT sourcing_requests_reserve CHECK ((state IN (${ALIVE})) = (reserved_on IS NOT NULL)),
        ADD CONSTRAINT sourcing_requests_reserved CHECK (reserved_fen BETWEEN 0 AND worth_fen
          AND (reserved_on IS NOT NULL OR reserved_fen = 0));
      DROP INDEX sourcing_requests_open;
      CREATE INDEX sourcing_requests_open ON sourcing_requests (quote_deadline, id) WHERE state IN ('OPEN', 'QUOTING')`);
    await runner.query(`
      CREATE TABLE sourcing_awarded (
        line_id uuid PRIMARY KEY REFERENCES sourcing_lines,
        maximum_base bigint NOT NULL, awarded_base bigint NOT NULL CHECK (awarded_base > 0),
        CONSTRAINT no_more_than_wanted CHECK (awarded_base <= maximum_base))`);
  }

  /** Only while no request has gone further than OPEN. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sourcing_awarded');
    await runner.query(`
      DROP INDEX sourcing_requests_open;
      CREATE INDEX sourcing_requests_open ON sourcing_requests (quote_deadline, id) WHERE state = 'OPEN';
      ALTER TABLE sourcing_requests DROP CONSTRAINT sourcing_requests_state_check,
        DROP CONSTRAINT sourcing_requests_reserve, DROP CONSTRAINT sourcing_requests_reserved, DROP COLUMN reserved_fen,
        ADD CONSTRAINT sourcing_requests_state_check CHECK (state IN ('DRAFT', 'PENDING_APPROVAL', 'OPEN', 'CANCELLED', 'EXPIRED')),
        ADD CONSTRAINT sourcing_requests_check1 CHECK ((state = 'OPEN') = (reserved_on IS NOT NULL))`);
  }
}

const ALIVE = `'OPEN', 'QUOTING', 'AWARDING', 'PARTLY_AWARDED'`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCustodyAccountProposals1795300000702 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE TABLE custody_account_proposals (
        id uuid PRIMARY KEY,
        valid_from date NOT NULL,
        bank_name text NOT NULL, account_name text NOT NULL, account_number text NOT NULL,
        state text NOT NULL CHECK (state IN ('PROPOSED', 'CONFIRMED', 'REJECTED')),
        proposed_by uuid NOT NULL REFERENCES members, proposed_at timestamptz NOT NULL,
        decided_by uuid REFERENCES members, decided_at timestamptz,
        version integer NOT NULL CHECK (version > 0),
        CONSTRAINT custody_account_proposals_four_eyes CHECK (state <> 'CONFIRMED' OR decided_by <> proposed_by),
        CHECK ((state = 'PROPOSED') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)))`);
    await runner.query(
      'CREATE INDEX custody_account_proposals_newest ON custody_account_proposals (proposed_at, id)',
    );
    await runner.query(`
      CREATE UNIQUE INDEX custody_account_proposals_one_per_day ON custody_account_proposals (valid_from)
        WHERE state = 'CONFIRMED'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE custody_account_proposals');
  }
}

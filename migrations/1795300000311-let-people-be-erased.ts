import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A person goes, what he did stays: his row keeps its id, and nothing that names him. */
export class LetPeopleBeErased1795300000311 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE members ADD COLUMN erased_at timestamptz');
    await runner.query(`
      ALTER TABLE members ADD CONSTRAINT members_erased CHECK (erased_at IS NULL OR
        (NOT active AND phone_encrypted IS NULL AND phone_hash IS NULL AND roles = '{}'))`);
    await runner.query(`
      CREATE TABLE erasure_requests (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES members,
        organization_id uuid NOT NULL REFERENCES organizations,
        state text NOT NULL CHECK (state IN ('REQUESTED', 'DONE', 'DENIED')),
        requested_by uuid NOT NULL REFERENCES members,
        requested_at timestamptz NOT NULL,
        decided_by uuid REFERENCES members,
        decided_at timestamptz,
        version integer NOT NULL,
        CONSTRAINT erasure_requests_four_eyes CHECK (decided_by <> requested_by),
        CHECK ((state = 'REQUESTED') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)))`);
    await runner.query(
      `CREATE UNIQUE INDEX erasure_requests_open ON erasure_requests (person_id) WHERE state = 'REQUESTED'`,
    );
    await runner.query('CREATE INDEX erasure_requests_newest ON erasure_requests (requested_at, id)');
  }

  /** Nobody comes back by it: what was erased stays erased. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE erasure_requests');
    await runner.query('ALTER TABLE members DROP COLUMN erased_at');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was foretold stays readable: a forecast of every commitment at the beginning of every month, with all it was made of. */
export class CreateForecasting1795300001350 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(FORECASTS);
    await runner.query(
      'CREATE TRIGGER forecasts_append_only BEFORE UPDATE OR DELETE ON forecasts FOR EACH ROW EXECUTE FUNCTION refuse_change()',
    );
    await runner.query(
      'CREATE TRIGGER forecasts_keep BEFORE TRUNCATE ON forecasts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('DROP TABLE forecasts');
  }
}

const FORECASTS = `
  CREATE TABLE forecasts (
    id uuid PRIMARY KEY,
    agreement_id uuid NOT NULL REFERENCES annual_agreements,
    commitment_id uuid NOT NULL REFERENCES commitments,
    made_on date NOT NULL,
    target bigint NOT NULL CHECK (target >= 0),
    low_amount numeric(40, 0) NOT NULL CHECK (low_amount >= 0),
    mid_amount numeric(40, 0) NOT NULL CHECK (mid_amount >= low_amount),
    high_amount numeric(40, 0) NOT NULL CHECK (high_amount >= mid_amount),
    state text NOT NULL CHECK (state IN ('ON_TRACK', 'BEHIND', 'MET', 'MISSED')),
    method integer NOT NULL CHECK (method > 0),
    facts text NOT NULL,
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    UNIQUE (commitment_id, made_on));
  CREATE INDEX forecasts_by_agreement ON forecasts (agreement_id, made_on DESC, commitment_id)`;

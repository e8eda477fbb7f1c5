import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateProjectOffers1795300001181 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE TABLE project_offers (
        id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0), number text NOT NULL UNIQUE,
        state text NOT NULL CHECK (state IN ('PUBLISHED', 'CLOSED', 'EXPIRED')),
        offered_by_id uuid NOT NULL REFERENCES organizations, park_id uuid REFERENCES parks,
        county_code text NOT NULL CHECK (county_code ~ '^[0-9]{6}$'), title text NOT NULL,
        industry_code text NOT NULL CHECK (industry_code ~ '^[0-9]{2,4}$'), gap text NOT NULL,
        land_ready_m2 integer CHECK (land_ready_m2 BETWEEN 1 AND 1000000000),
        investment_from_fen bigint NOT NULL CHECK (investment_from_fen > 0), investment_to_fen bigint NOT NULL,
        payback_months integer CHECK (payback_months BETWEEN 1 AND 600), note text, valid_until date NOT NULL,
        published_by uuid NOT NULL REFERENCES members, published_at timestamptz NOT NULL,
        ended_at timestamptz CHECK (ended_at >= published_at),
        CHECK (investment_to_fen >= investment_from_fen),
        CONSTRAINT project_offers_end_once CHECK ((state = 'PUBLISHED') = (ended_at IS NULL)));
      CREATE INDEX project_offers_by_date ON project_offers (published_at DESC, id DESC);
      CREATE INDEX project_offers_by_offerer ON project_offers (offered_by_id, published_at DESC, id DESC);
      CREATE INDEX project_offers_to_expire ON project_offers (valid_until, id) WHERE state = 'PUBLISHED'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE project_offers');
  }
}

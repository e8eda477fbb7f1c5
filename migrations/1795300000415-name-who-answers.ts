import type { MigrationInterface, QueryRunner } from 'typeorm';

const NO_SIDE = `coalesce(side, '')`;
const SUBJECT = `coalesce(region_code, commitment_id::text)`;

/** 责任制: who answers for a place, for the alerts of a place, or for one side of a target, from day to day. */
export class NameWhoAnswers1795300000415 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE TABLE responsibilities (
        id uuid PRIMARY KEY,
        subject_kind text NOT NULL CHECK (subject_kind IN ('PLACE', 'ALERTS', 'TARGET')),
        region_code text CHECK (region_code ~ '^[0-9]{6}$'),
        commitment_id uuid REFERENCES commitments,
        side text CHECK (side IN ('EAST', 'WEST')),
        organization_id uuid NOT NULL REFERENCES organizations,
        member_id uuid NOT NULL REFERENCES members,
        valid_from date NOT NULL,
        valid_to date,
        handed_over_from uuid REFERENCES responsibilities,
        assigned_by uuid NOT NULL REFERENCES members,
        assigned_at timestamptz NOT NULL,
        version integer NOT NULL DEFAULT 1,
        CHECK (valid_to IS NULL OR valid_to >= valid_from),
        CONSTRAINT responsibilities_subject CHECK (CASE subject_kind
          WHEN 'TARGET' THEN region_code IS NULL AND commitment_id IS NOT NULL AND side IS NOT NULL
          ELSE region_code IS NOT NULL AND commitment_id IS NULL AND side IS NULL END),
        CONSTRAINT responsibilities_one_owner EXCLUDE USING gist (
          subject_kind WITH =, (${SUBJECT}) WITH =, (${NO_SIDE}) WITH =, daterange(valid_from, valid_to, '[]') WITH &&))`);
    await runner.query(
      'CREATE INDEX responsibilities_region ON responsibilities (region_code text_pattern_ops)',
    );
    await runner.query('CREATE INDEX responsibilities_commitment ON responsibilities (commitment_id)');
    await runner.query(
      'CREATE INDEX responsibilities_organization ON responsibilities (organization_id, valid_from)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('DROP TABLE responsibilities');
  }
}

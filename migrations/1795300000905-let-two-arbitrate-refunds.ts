import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An escalated refund request is decided by the same word of two people of the platform. */
export class LetTwoArbitrateRefunds1795300000905 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      ALTER TABLE refund_requests ADD COLUMN award_proposed_by uuid REFERENCES members,
        ADD COLUMN award_proposed_fen bigint CHECK (award_proposed_fen BETWEEN 0 AND requested_fen),
        ADD CONSTRAINT refund_requests_proposed CHECK ((award_proposed_by IS NULL) = (award_proposed_fen IS NULL)),
        ADD CONSTRAINT refund_requests_two_people CHECK (award_proposed_by <> decided_by)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(
      'ALTER TABLE refund_requests DROP COLUMN award_proposed_by, DROP COLUMN award_proposed_fen',
    );
  }
}

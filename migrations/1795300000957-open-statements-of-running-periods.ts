import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A statement takes what happened before its cut-off: the end of its period, or the moment it was asked for while the period
 * ran. Two of one supplier never stand for one moment; those of one period can begin on one day.
 */
export class OpenStatementsOfRunningPeriods1795300000957 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      ALTER TABLE payout_statements ADD COLUMN begins_at timestamptz, ADD COLUMN cut_off_at timestamptz`);
    await runner.query(`
      UPDATE payout_statements SET begins_at = period_from::timestamp AT TIME ZONE 'Asia/Shanghai',
             cut_off_at = (period_to + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'`);
    await runner.query(`
      ALTER TABLE payout_statements
        ALTER COLUMN begins_at SET NOT NULL, ALTER COLUMN cut_off_at SET NOT NULL,
        DROP CONSTRAINT payout_statements_supplier_id_period_from_key,
        ADD CONSTRAINT payout_statements_moments_apart
          EXCLUDE USING gist (supplier_id WITH =, tstzrange(begins_at, cut_off_at) WITH &&),
        ADD CONSTRAINT payout_statements_within_period CHECK (begins_at < cut_off_at
          AND (begins_at AT TIME ZONE 'Asia/Shanghai')::date = period_from
          AND ((cut_off_at - interval '1 microsecond') AT TIME ZONE 'Asia/Shanghai')::date = period_to)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE payout_statements
        DROP CONSTRAINT payout_statements_within_period, DROP CONSTRAINT payout_statements_moments_apart,
        ADD CONSTRAINT payout_statements_supplier_id_period_from_key UNIQUE (supplier_id, period_from),
        DROP COLUMN begins_at, DROP COLUMN cut_off_at`);
  }
}

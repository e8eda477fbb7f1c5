import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may vouch for the capital of a project is told by the home county of its park, not by where an enclave lies. */
export class VerifyEnclavesAtHome1795300001170 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(saying('k.county_code', 'k.home_county_code'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(saying('k.home_county_code', 'k.county_code'));
  }
}

const saying = (from: string, to: string) => `DO $$
  DECLARE name text;
  BEGIN
    FOREACH name IN ARRAY ARRAY['keep_capital_checks', 'keep_capital_judges', 'keep_capital_sides'] LOOP
      EXECUTE replace(pg_get_functiondef(name::regproc), '${from}', '${to}');
    END LOOP;
  END $$`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 飞地园区: a park counts in the name of its home county, which is the county it lies in unless an enclave says another. */
export class CountEnclavesAtHome1795300001125 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE parks ADD COLUMN home_county_code text');
    await runner.query('UPDATE parks SET home_county_code = county_code');
    await runner.query(`
      ALTER TABLE parks ALTER COLUMN home_county_code SET NOT NULL,
        ADD CONSTRAINT parks_home_county CHECK (home_county_code ~ '^[0-9]{6}$')`);
    await runner.query(
      'CREATE INDEX parks_by_home ON parks (home_county_code text_pattern_ops, registered_at DESC, id DESC)',
    );
    await runner.query(BEGIN_PARKS);
    await runner.query(
      'CREATE TRIGGER parks_begin BEFORE INSERT ON parks FOR EACH ROW EXECUTE FUNCTION begin_parks()',
    );
    await runner.query(KEEP_PARKS);
    await runner.query(
      'CREATE TRIGGER parks_kept BEFORE UPDATE OR DELETE ON parks FOR EACH ROW EXECUTE FUNCTION keep_parks()',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('DROP TRIGGER parks_kept ON parks');
    await runner.query('DROP FUNCTION keep_parks()');
    await runner.query('DROP TRIGGER parks_begin ON parks');
    await runner.query('DROP FUNCTION begin_parks()');
    await runner.query('ALTER TABLE parks DROP COLUMN home_county_code');
  }
}

const BEGIN_PARKS = `CREATE FUNCTION begin_parks() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.home_county_code := coalesce(NEW.home_county_code, NEW.county_code);
    RETURN NEW;
  END $$`;

/** In whose name it counts is said once: rights over its projects follow from it. */
const KEEP_PARKS = `CREATE FUNCTION keep_parks() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'DELETE' OR (NEW.id, NEW.number, NEW.operator_id, NEW.county_code, NEW.home_county_code)
        IS DISTINCT FROM (OLD.id, OLD.number, OLD.operator_id, OLD.county_code, OLD.home_county_code) THEN
      RAISE EXCEPTION 'park % stays where it is', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$`;

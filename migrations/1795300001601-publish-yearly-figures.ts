import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A year is published once, when it is over, and stays as it was: two editions of it could be subtracted. */
export class PublishYearlyFigures1795300001601 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE TABLE public_years (
        year integer PRIMARY KEY CHECK (year BETWEEN 2000 AND 2199), as_of date NOT NULL,
        least_parties integer NOT NULL CHECK (least_parties > 1), published_at timestamptz NOT NULL)`);
    await runner.query(`
      CREATE TABLE public_cells (
        year integer NOT NULL REFERENCES public_years, code text NOT NULL, position integer NOT NULL,
        parent_code text, kind text NOT NULL CHECK (kind IN ('WHOLE', 'PLACE', 'REST')), name text NOT NULL,
        net_fen bigint NOT NULL, PRIMARY KEY (year, code), UNIQUE (year, position),
        FOREIGN KEY (year, parent_code) REFERENCES public_cells (year, code),
        CHECK ((kind = 'WHOLE') = (parent_code IS NULL)))`);
    for (const table of TABLES) {
      await runner.query(
        `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
      );
      await runner.query(
        `CREATE TRIGGER ${table}_keep BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE public_cells');
    await runner.query('DROP TABLE public_years');
  }
}

const TABLES = ['public_years', 'public_cells'];

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What stands on a western county or an eastern region, by the end of every day on which it changed and now: a tree of
 * regions reads one row for each. What is folded leaves `counting_deltas`, and with that comes to these sums.
 */
export class KeepTotalsOfRegions1795300001345 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(REGIONS);
    await runner.query(DAYS);
    await runner.query(ADD_TO_REGIONS);
    // From here on nothing is folded until this transaction has ended.
    await runner.query(
      `CREATE TRIGGER counting_deltas_regions AFTER DELETE ON counting_deltas REFERENCING OLD TABLE AS taken
         FOR EACH STATEMENT EXECUTE FUNCTION add_to_counting_regions()`,
    );
    for (const statement of FILL_REGIONS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('DROP TRIGGER counting_deltas_regions ON counting_deltas');
    await runner.query('DROP FUNCTION add_to_counting_regions()');
    await runner.query('DROP TABLE counting_region_days, counting_regions');
  }
}

const KEY = 'scheme, year, side, unit, region_code';
const FIGURES = 'gross_fen, reversals_fen, provisional_fen';
const SUMS =
  'sum(gross_fen) AS gross_fen, sum(reversals_fen) AS reversals_fen, sum(provisional_fen) AS provisional_fen';
const COLUMNS = `
  gross_fen numeric(40, 0) NOT NULL, reversals_fen numeric(40, 0) NOT NULL, provisional_fen numeric(40, 0) NOT NULL`;

const REGIONS = `
  CREATE TABLE counting_regions (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, scheme text NOT NULL, year integer NOT NULL,
    side text NOT NULL CHECK (side IN ('EAST', 'WEST')), unit text NOT NULL, region_code text NOT NULL, ${COLUMNS},
    UNIQUE (${KEY})
  ) WITH (fillfactor = 70)`;

/** Everything recorded by the end of the day. */
const DAYS = `
  CREATE TABLE counting_region_days (
    region_id integer NOT NULL REFERENCES counting_regions (id), recorded_on date NOT NULL, ${COLUMNS},
    PRIMARY KEY (region_id, recorded_on)
  ) WITH (fillfactor = 70)`;

const standing = (west: string, east: string) => `
  SELECT scheme, year, 'WEST' AS side, unit, county_code AS region_code, recorded_on, ${FIGURES} FROM ${west}
  UNION ALL
  SELECT scheme, year, 'EAST', unit, east_region_code, recorded_on, ${FIGURES} FROM ${east} AND east_region_code IS NOT NULL`;

const TAKEN = `(${standing('taken', 'taken WHERE true')}) standing`;
const ADDED = `(SELECT region.id, recorded_on, sum(standing.gross_fen) AS gross_fen, sum(standing.reversals_fen) AS reversals_fen,
    sum(standing.provisional_fen) AS provisional_fen
  FROM ${TAKEN} JOIN counting_regions region USING (${KEY}) GROUP BY region.id, recorded_on) added`;

const add = (table: string, more: string) => `
    UPDATE ${table} known SET gross_fen = known.gross_fen + more.gross_fen,
      reversals_fen = known.reversals_fen + more.reversals_fen, provisional_fen = known.provisional_fen + more.provisional_fen
    FROM (${more}) more`;

/** A day without a row begins with what stood before it; then the day and all after it have more, and so has now. */
const ADD_TO_REGIONS = `
  CREATE FUNCTION add_to_counting_regions() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO counting_regions (${KEY}, ${FIGURES})
    SELECT ${KEY}, 0, 0, 0 FROM (SELECT ${KEY} FROM ${TAKEN} EXCEPT SELECT ${KEY} FROM counting_regions) first_seen;
    INSERT INTO counting_region_days (region_id, recorded_on, ${FIGURES})
    SELECT added.id, added.recorded_on, coalesce(stood.gross_fen, 0), coalesce(stood.reversals_fen, 0), coalesce(stood.provisional_fen, 0)
    FROM ${ADDED} LEFT JOIN LATERAL (SELECT ${FIGURES} FROM counting_region_days known
      WHERE known.region_id = added.id AND known.recorded_on < added.recorded_on ORDER BY known.recorded_on DESC LIMIT 1) stood ON true
    ON CONFLICT DO NOTHING;
    ${add(
      'counting_region_days',
      `SELECT known.region_id, known.recorded_on, sum(added.gross_fen) AS gross_fen, sum(added.reversals_fen) AS reversals_fen,
        sum(added.provisional_fen) AS provisional_fen
      FROM ${ADDED} JOIN counting_region_days known ON known.region_id = added.id AND known.recorded_on >= added.recorded_on GROUP BY 1, 2`,
    )} WHERE (known.region_id, known.recorded_on) = (more.region_id, more.recorded_on);
    ${add('counting_regions', `SELECT id, ${SUMS} FROM ${ADDED} GROUP BY id`)} WHERE known.id = more.id;
    RETURN NULL;
  END $$`;

const FOLDED = standing(
  `counting_ledger_days WHERE cut = 'COUNTY'`,
  `counting_ledger_days WHERE cut = 'RELATION'`,
);

/** Of everything that is folded. */
export const FILL_REGIONS = [
  `INSERT INTO counting_regions (${KEY}, ${FIGURES})
   SELECT ${KEY}, ${SUMS} FROM (${FOLDED}) standing GROUP BY ${KEY}`,
  `INSERT INTO counting_region_days (region_id, recorded_on, ${FIGURES})
   SELECT region.id, recorded_on, sum(sum(standing.gross_fen)) OVER until, sum(sum(standing.reversals_fen)) OVER until,
     sum(sum(standing.provisional_fen)) OVER until
   FROM (${FOLDED}) standing JOIN counting_regions region USING (${KEY})
   GROUP BY region.id, recorded_on WINDOW until AS (PARTITION BY region.id ORDER BY recorded_on)`,
];

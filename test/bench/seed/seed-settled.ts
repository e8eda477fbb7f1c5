import type { Client } from 'pg';
import { FILL } from '../../../migrations/1795300001330-keep-counting-totals-by-day';
import { FILL_REGIONS } from '../../../migrations/1795300001345-keep-totals-of-regions';
import { BUYERS, idOf, seedPeople } from './seed-people';
import { COUNTIES, EAST, LEDGERS, LOTS, TRADED, YEAR_START, entries, trade } from './seed-trade';

export { COUNTIES, TABLES, UNSETTLED, rowId } from './seed-trade';
/** One agreement of one county, as `idOf` names it. */
export const ONE_AGREEMENT = 'county agreement 1';

/**
 * Settled portions over 832 western counties, each with its own agreement, and everything behind them: orders, deliveries,
 * settlements, goods that count, and the entries and totals that come of them. Written without the checks of triggers,
 * every table by one statement and its indexes afterwards.
 */
export async function seedSettled(client: Client, portions: number): Promise<void> {
  await client.query('BEGIN');
  await seedPeople(client);
  await client.query('SET LOCAL session_replication_role = replica');
  await client.query(`SET LOCAL maintenance_work_mem = '1GB'`);
  await client.query(`SET LOCAL work_mem = '512MB'`);
  for (const statement of PLACES) await client.query(statement);
  for (const table of ['bench_counties', 'bench_lots', 'bench_buyers'])
    await client.query(`ANALYZE ${table}`);
  await filling(client, TRADED, [...trade(portions), entries(portions)]);
  await client.query('ANALYZE counting_entries');
  await filling(client, LEDGERS, FILL);
  for (const statement of FILL_REGIONS) await client.query(statement);
  await client.query('COMMIT');
  await client.query('VACUUM (FREEZE, ANALYZE)');
}

/** Building an index over all rows at once is several times faster than row by row. */
async function filling(client: Client, tables: readonly string[], statements: readonly string[]) {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
     WHERE indrelid = ANY($1::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`,
    [tables],
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  for (const statement of statements) await client.query(statement);
  for (const { definition } of rows) await client.query(definition);
}

const PLACES = [
  `CREATE TEMP TABLE bench_counties AS
   SELECT row_number() OVER (ORDER BY code)::int AS n, code, name FROM (
     SELECT DISTINCT county.code, county.name FROM divisions county
     JOIN divisions prefecture ON prefecture.code = left(county.code, 4) || '00' AND prefecture.last_year IS NULL
     WHERE county.last_year IS NULL AND county.code NOT LIKE '%00' AND left(county.code, 2) || '0000' IN
       (SELECT west_region_code FROM pairings WHERE level = 'PROVINCE' AND kind = 'EAST_WEST' AND state = 'ACTIVE')
       AND NOT EXISTS (SELECT FROM pairings WHERE east_region_code = '${EAST}' AND west_region_code = county.code)
     ORDER BY county.code LIMIT ${COUNTIES}) western`,
  `INSERT INTO county_designations (list, code, name, parent_code, judged_on, valid_from, source_document, verified)
   SELECT '832', code, name, left(code, 4) || '00', ${YEAR_START}, ${YEAR_START}, 'bench', false FROM bench_counties`,
  `INSERT INTO organizations (id, kind, name, region_code, side, demonstration, created_at, version)
   SELECT ${idOf(`'cooperative ' || n`)}, 'COOPERATIVE', '示例合作社' || n, code, 'WEST', false, now() - interval '2 years', 1 FROM bench_counties`,
  `INSERT INTO supplier_admissions (id, supplier_id, state, sells, sells_as, region_code, statement, round, created_at, version)
   SELECT ${idOf(`'admitted ' || n`)}, ${idOf(`'cooperative ' || n`)}, 'ADMITTED', true, 'PRODUCER', code, '示例', 1, now() - interval '2 years', 1 FROM bench_counties`,
  `INSERT INTO admission_history (admission_id, supplier_id, verb, from_state, to_state, sells, at)
   SELECT ${idOf(`'admitted ' || n`)}, ${idOf(`'cooperative ' || n`)}, 'admit', 'COUNTY_RECOMMENDED', 'ADMITTED', true, now() - interval '2 years' FROM bench_counties`,
  `CREATE TEMP TABLE bench_lots AS
   SELECT n, code, k, ${idOf(`'lot ' || n || '/' || k`)} AS lot_id, ${idOf(`'product ' || n || '/' || k`)} AS product_id,
     ${idOf(`'cooperative ' || n`)} AS supplier_id, ${idOf(`'land ' || n`)} AS land_id,
     (ARRAY['0101', '0102', '0103', '0201', '0202', '0203', '0204', '03', '0401', '0402', '0403', '05', '10', '11', '13', '17'])[1 + (n + k) % 16] AS category
   FROM bench_counties, generate_series(0, ${LOTS - 1}) k`,
  `CREATE TEMP TABLE bench_buyers AS SELECT b, ${idOf(`'buyer' || (b + 1)`)} AS id FROM generate_series(0, ${BUYERS - 1}) b`,
  `INSERT INTO recognitions (id, product_id, supplier_id, origin_county_code, state, annual_value_fen, linkage_statement,
     publicised_from, publicised_to, valid_from, valid_to, created_at, version)
   SELECT gen_random_uuid(), product_id, supplier_id, code, 'RECOGNISED', 60000000, '示例联农带农说明',
     current_date - 700, current_date - 690, current_date - 689, current_date + 282, now(), 1 FROM bench_lots`,
  `INSERT INTO capacities (id, supplier_id, county_code, crop_code, season, verified_area_si, registered_base, created_at)
   SELECT ${idOf(`'land ' || n`)}, ${idOf(`'cooperative ' || n`)}, code, 'APPLE', extract(year FROM now())::int, 2000000000, 1, now() FROM bench_counties`,
  `INSERT INTO lots (id, supplier_id, product_id, listing_id, capacity_id, origin_county_code, certificate_issuer_id, certificate_no,
     harvested_on, expires_on, grade, state, created_by, created_at, version)
   SELECT lot_id, supplier_id, product_id, gen_random_uuid(), land_id, code, supplier_id, 'HGZ-B-' || n || '-' || k, current_date - 10,
     current_date + 320, '一级', 'AVAILABLE', gen_random_uuid(), now(), 1 FROM bench_lots`,
  `INSERT INTO lot_origin_shares SELECT lot_id, code, 1000000 FROM bench_lots`,
  `INSERT INTO pairings (id, kind, level, east_region_code, west_region_code, valid_from, state, exclusive, source_document, verified)
   SELECT ${idOf(`'relation ' || n`)}, 'EAST_WEST', 'COUNTY', '${EAST}', code, '2021-01-01', 'ACTIVE', false, 'bench', false FROM bench_counties`,
  `INSERT INTO annual_agreements (id, kind, pairing_id, year, east_region_code, west_region_code, state, draft_number, in_force_draft,
     in_force_since, created_at)
   SELECT ${idOf(`'county agreement ' || n`)}, 'EAST_WEST', ${idOf(`'relation ' || n`)}, extract(year FROM now())::int, '${EAST}', code, 'ACTIVE', 1, 1,
     ${YEAR_START}, ${YEAR_START} FROM bench_counties`,
  `INSERT INTO commitments (id, agreement_id, parent_id, indicator, unit, leaf)
   SELECT ${idOf(`'root ' || n`)}, ${idOf(`'county agreement ' || n`)}, NULL, 'CON-1', 'YUAN', NULL FROM bench_counties
   UNION ALL SELECT ${idOf(`'own ' || n`)}, ${idOf(`'county agreement ' || n`)}, ${idOf(`'root ' || n`)}, 'CON-1', 'YUAN', 'OWN' FROM bench_counties`,
  `INSERT INTO commitment_targets SELECT ${idOf(`'county agreement ' || n`)}, 1, ${idOf(`'own ' || n`)}, 100000000000, current_date + 30 FROM bench_counties`,
];

import type { Client } from 'pg';
import { FILL } from '../../../migrations/1795300001330-keep-counting-totals-by-day';
import { idOf, seedPeople } from './seed-people';

export const COUNTIES = 832;
/** Orders that are delivered and not settled, beside the settled ones: half of them over all counties, half of the first. */
export const UNSETTLED = 16_000;
/** One agreement of one county, as `idOf` names it. */
export const ONE_AGREEMENT = 'county agreement 1';

const EAST = '330211';
/** Ids by table and number: md5 of tens of millions of names would take longest of all. */
export const rowId = (table: number, n: string) =>
  `(lpad('${table}', 8, '0') || '-0000-4000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const [ORDER, LINE, SETTLEMENT, SETTLED, SHIPMENT, SHIPPED, ACCEPTANCE, ACCEPTED] = [
  1, 2, 3, 4, 5, 6, 7, 8,
] as const;
export const TABLES = { ORDER, LINE, SETTLEMENT, SETTLED, ACCEPTED } as const;

const YEAR_START = `date_trunc('year', now() AT TIME ZONE 'Asia/Shanghai')::date`;
const DAYS = `(extract(doy FROM now() AT TIME ZONE 'Asia/Shanghai')::int)`;

/**
 * Settled portions over 832 western counties, each with its own agreement, and everything behind them: orders, deliveries,
 * settlements, goods that count, and the entries and totals that come of them. Written without the checks of triggers.
 */
export async function seedSettled(client: Client, portions: number): Promise<void> {
  await client.query('BEGIN');
  await seedPeople(client);
  await client.query('SET LOCAL session_replication_role = replica');
  for (const statement of PLACES) await client.query(statement);
  for (const statement of trade(portions)) await client.query(statement);
  const indexes = await withoutIndexes(client);
  await client.query(ENTRIES, [portions]);
  for (const index of indexes) await client.query(index);
  for (const statement of FILL) await client.query(statement);
  await client.query('COMMIT');
  await client.query('VACUUM (FREEZE, ANALYZE)');
}

/** Building an index over all rows at once is several times faster than row by row. Answers how to make them again. */
async function withoutIndexes(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
     WHERE indrelid = 'counting_entries'::regclass AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`,
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  await client.query(`SET LOCAL maintenance_work_mem = '512MB'`);
  return rows.map(({ definition }) => definition);
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
  `INSERT INTO recognitions (id, product_id, supplier_id, origin_county_code, state, annual_value_fen, linkage_statement,
     publicised_from, publicised_to, valid_from, valid_to, created_at, version)
   SELECT gen_random_uuid(), ${idOf(`'product ' || n`)}, ${idOf(`'cooperative ' || n`)}, code, 'RECOGNISED', 60000000, '示例联农带农说明',
     current_date - 700, current_date - 690, current_date - 689, current_date + 282, now(), 1 FROM bench_counties`,
  `INSERT INTO capacities (id, supplier_id, county_code, crop_code, season, verified_area_si, registered_base, created_at)
   SELECT ${idOf(`'land ' || n`)}, ${idOf(`'cooperative ' || n`)}, code, 'APPLE', extract(year FROM now())::int, 2000000000, 1, now() FROM bench_counties`,
  `INSERT INTO lots (id, supplier_id, product_id, listing_id, capacity_id, origin_county_code, certificate_issuer_id, certificate_no,
     harvested_on, expires_on, grade, state, created_by, created_at, version)
   SELECT ${idOf(`'lot ' || n`)}, ${idOf(`'cooperative ' || n`)}, ${idOf(`'product ' || n`)}, gen_random_uuid(), ${idOf(`'land ' || n`)}, code,
     ${idOf(`'cooperative ' || n`)}, 'HGZ-B-' || n, current_date - 10, current_date + 320, '一级', 'AVAILABLE', gen_random_uuid(), now(), 1 FROM bench_counties`,
  `INSERT INTO lot_origin_shares SELECT ${idOf(`'lot ' || n`)}, code, 1000000 FROM bench_counties`,
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

const buyer = idOf(`'buyer' || (1 + (i / ${COUNTIES}) % 32)`);
const category = `(ARRAY['0101', '0102', '0103', '0201', '0202', '0203', '0204', '03', '0401', '0402', '0403', '05', '10', '11', '13', '17'])[1 + (i / 7) % 16]`;
const fen = '(100000 + i % 900000)';
const day = `(${YEAR_START} + ((i / 11) % ${DAYS})::int)`;
const countyOf = (portions: number) =>
  `CASE WHEN i < ${portions + UNSETTLED / 2} THEN 1 + i % ${COUNTIES} ELSE 1 END`;

const trade = (portions: number) => {
  const county = `county ON county.n = ${countyOf(portions)}`;
  const all = `generate_series(0, ${portions + UNSETTLED - 1}) i`;
  const settled = `generate_series(0, ${portions - 1}) i`;
  return [
    `INSERT INTO orders (id, version, number, basket_id, state, buyer_id, unit_id, supplier_id, terms, placed_by, placed_at, placed_on,
       delivery_county, delivery_on, goods_fen, vat_fen, freight_fen, tolerance_bp, approval_required, contract_version, payment_extended,
       payment_reminded, extra_clause)
     SELECT ${rowId(ORDER, 'i')}, 1, 'XS-B-' || i, ${rowId(ORDER, 'i')}, 'SETTLED', ${buyer}, ${buyer}, ${idOf(`'cooperative ' || county.n`)}, 'PREPAID',
       ${idOf(`'clerk1'`)}, ${day}, ${day}, '${EAST}', ${day} + 5, ${fen}, 0, 0, 500, false, 1, false, false, true
     FROM ${all} JOIN bench_counties ${county}`,
    `INSERT INTO order_lines (id, order_id, position, lot_id, product_id, listing_version_id, product_name, category_code, origin_county_code, grade,
       certificate_no, harvested_on, display_unit, price_unit, unit_price_fen, vat_rate_bp, quantity_base, goods_fen, vat_fen, freight_kind,
       freight_rate_fen, cancelled_base)
     SELECT ${rowId(LINE, 'i')}, ${rowId(ORDER, 'i')}, 1, ${idOf(`'lot ' || county.n`)}, ${idOf(`'product ' || county.n`)}, ${rowId(LINE, 'i')}, '示例苹果', ${category}, county.code,
       '一级', 'HGZ-B', current_date, 'kg', 'kg', 1, 0, 1000, ${fen}, 0, 'INCLUDED', 0, 0
     FROM ${all} JOIN bench_counties ${county}`,
    `INSERT INTO acceptances SELECT ${rowId(ACCEPTANCE, 'i')}, ${rowId(ORDER, 'i')}, ${rowId(SHIPMENT, 'i')}, ${idOf(`'clerk1'`)}, ${day}, false FROM ${all}`,
    `INSERT INTO acceptance_lines (id, acceptance_id, order_id, shipment_line_id, order_line_id, lot_id, accepted_base, grade, photo_ids)
     SELECT ${rowId(ACCEPTED, 'i')}, ${rowId(ACCEPTANCE, 'i')}, ${rowId(ORDER, 'i')}, ${rowId(SHIPPED, 'i')}, ${rowId(LINE, 'i')},
       ${idOf(`'lot ' || (${countyOf(portions)})`)}, 1000, '一级', '{}' FROM ${all}`,
    `INSERT INTO settlements SELECT ${rowId(SETTLEMENT, 'i')}, ${rowId(ORDER, 'i')}, ${fen}, 0, 0, ${day}, ${day} FROM ${settled}`,
    `INSERT INTO settlement_lines SELECT ${rowId(SETTLED, 'i')}, ${rowId(SETTLEMENT, 'i')}, ${rowId(ORDER, 'i')}, ${rowId(LINE, 'i')}, ${rowId(ACCEPTED, 'i')},
       1000, ${fen}, 0, 0 FROM ${settled}`,
  ];
};

const ENTRIES = `
  INSERT INTO counting_entries (id, scheme, kind, portion_id, attempt, cause, amount_fen, pairing_id, agreement_id, commitment_id, target_leaf,
    east_region_code, west_region_code, year, counted_on, period, order_id, order_line_id, settlement_line_id, unit_id, buyer_id, supplier_id,
    unit_region_code, county_code, category_code, rule_version, explain, recorded_at)
  SELECT gen_random_uuid(), 'EAST_WEST', 'CONFIRMED', ${rowId(SETTLED, 'i')}, 1, 'bench', ${fen}, ${idOf(`'relation ' || county.n`)},
    ${idOf(`'county agreement ' || county.n`)}, ${idOf(`'own ' || county.n`)}, 'OWN', '${EAST}', county.code, extract(year FROM now())::int, ${day},
    date_trunc('month', ${day})::date, ${rowId(ORDER, 'i')}, ${rowId(LINE, 'i')}, ${rowId(SETTLED, 'i')}, ${buyer}, ${buyer},
    ${idOf(`'cooperative ' || county.n`)}, '${EAST}', county.code, ${category}, 'EAST_WEST-2026', '{}', ${day}
  FROM generate_series(0, $1::int - 1) i JOIN bench_counties county ON county.n = 1 + i % ${COUNTIES}`;

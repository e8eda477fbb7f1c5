import type { Client } from 'pg';
import { FILL } from '../../../migrations/1795300001330-keep-counting-totals-by-day';
import { FILL_REGIONS } from '../../../migrations/1795300001345-keep-totals-of-regions';
import { idOf, seedPeople } from './seed-people';

export const SMALL_AGREEMENT = 'agreement 1';
export const LARGE_AGREEMENT = 'agreement 2';

/** Two pairings of cities with at least eight counties on the western side. */
const PAIRS = `
  SELECT p.id, p.east_region_code AS east, p.west_region_code AS west, array_agg(d.code ORDER BY d.code) AS counties
  FROM pairings p JOIN divisions d ON d.last_year IS NULL AND left(d.code, 4) = left(p.west_region_code, 4) AND d.code <> p.west_region_code
  WHERE p.level = 'PREFECTURE' AND p.state = 'ACTIVE' GROUP BY p.id HAVING count(*) >= 8 ORDER BY p.west_region_code LIMIT 2`;

/**
 * Two agreements in force, one with few and one with many settled portions. Only what progress reads is filled: the orders and
 * settlements behind the entries are not there, so the entries go in without the checks that would look for them.
 */
export async function seedPortions(client: Client, sizes: readonly [number, number]): Promise<void> {
  await client.query('BEGIN');
  await seedPeople(client);
  const { rows: pairs } = await client.query<{ id: string; east: string; west: string; counties: string[] }>(
    PAIRS,
  );
  await client.query('SET LOCAL session_replication_role = replica');
  const indexes = await withoutIndexes(client);
  for (const [index, pair] of pairs.entries()) {
    await seedAgreement(client, `agreement ${index + 1}`, pair);
    await client.query(ENTRIES, [
      sizes[index] ?? 0,
      idText(`agreement ${index + 1}`),
      idText(`leaf agreement ${index + 1}`),
      pair.id,
      pair.east,
      pair.west,
      pair.counties,
      index,
    ]);
  }
  for (const index of indexes) await client.query(index);
  for (const total of [...FILL, ...FILL_REGIONS]) await client.query(total);
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

const idText = (name: string) => name;

async function seedAgreement(
  client: Client,
  name: string,
  pair: { id: string; east: string; west: string },
): Promise<void> {
  await client.query(
    `INSERT INTO annual_agreements (id, kind, pairing_id, year, east_region_code, west_region_code, state, draft_number, in_force_draft,
       in_force_since, created_at)
     VALUES (${idOf('$1::text')}, 'EAST_WEST', $2, extract(year FROM now())::int, $3, $4, 'ACTIVE', 1, 1, now(), now())`,
    [name, pair.id, pair.east, pair.west],
  );
  await client.query(
    `INSERT INTO commitments (id, agreement_id, parent_id, indicator, unit, leaf)
     VALUES (${idOf(`'root ' || $1::text`)}, ${idOf('$1::text')}, NULL, 'CON-1', 'YUAN', NULL),
            (${idOf(`'leaf ' || $1::text`)}, ${idOf('$1::text')}, ${idOf(`'root ' || $1::text`)}, 'CON-1', 'YUAN', 'OWN')`,
    [name],
  );
  await client.query(
    `INSERT INTO commitment_targets VALUES (${idOf('$1::text')}, 1, ${idOf(`'leaf ' || $1::text`)}, 100000000000, current_date)`,
    [name],
  );
}

const CATEGORIES = `ARRAY['0101', '0102', '0103', '0201', '0202', '0203', '0204', '03', '0401', '0402', '0403', '05', '10', '11', '13', '17']`;
const YEAR_START = `date_trunc('year', now())::date`;

/** Lines settled over the year so far, spread over the counties and sixteen categories. */
const ENTRIES = `
  INSERT INTO counting_entries (id, scheme, kind, portion_id, attempt, cause, amount_fen, pairing_id, agreement_id, commitment_id, target_leaf,
    east_region_code, west_region_code, year, counted_on, period, order_id, order_line_id, settlement_line_id, unit_id, buyer_id, supplier_id,
    unit_region_code, county_code, category_code, rule_version, explain, recorded_at)
  SELECT gen_random_uuid(), 'EAST_WEST', 'CONFIRMED', line, 1, 'bench', 100000 + i % 900000, $4::uuid, ${idOf('$2::text')}, ${idOf('$3::text')},
    'OWN', $5, $6, extract(year FROM now())::int, ${YEAR_START} + day, date_trunc('month', ${YEAR_START} + day)::date, gen_random_uuid(), gen_random_uuid(), line,
    ${idOf(`'buyer1'`)}, ${idOf(`'buyer1'`)}, ${idOf(`'buyer1'`)}, '330211', ($7::text[])[1 + i % cardinality($7::text[])],
    (${CATEGORIES})[1 + (i / 7) % 16], 'EAST_WEST-2026.2', '{}', now()
  FROM (SELECT i, gen_random_uuid() AS line, (i / 11) % (extract(doy FROM now())::int) AS day FROM generate_series(1, $1::int) i) portion
  WHERE $8::int IS NOT NULL`;

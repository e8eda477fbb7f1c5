import type { Client } from 'pg';
import { indexWords } from '../../../src/catalog/storage/search-words';
import { completeUscc } from '../../../src/organizations/domain/uscc';
import { idOf } from './seed-people';

export const LISTINGS_PER_SELLER = 200;

interface County {
  code: string;
  name: string;
  full_name: string;
}

/** Designated counties of provinces that have prefectures, with their full names. */
const COUNTIES = `
  SELECT DISTINCT county.code, county.name, province.name || prefecture.name || county.name AS full_name
  FROM county_designations list
  JOIN divisions county ON county.code = coalesce(list.carried_to, list.code) AND county.last_year IS NULL
  JOIN divisions prefecture ON prefecture.code = left(county.code, 4) || '00' AND prefecture.last_year IS NULL
  JOIN divisions province ON province.code = left(county.code, 2) || '0000' AND province.last_year IS NULL
  WHERE list.list = '832' AND left(county.code, 2) IN ('51', '52', '53', '62') ORDER BY county.code LIMIT 60`;

/** Admitted cooperatives, so many that each has its share of the listings; leaves the table bench_sellers behind. */
export async function seedSellers(client: Client, listings: number): Promise<void> {
  const { rows: counties } = await client.query<County>(COUNTIES);
  const count = Math.max(1, Math.ceil(listings / LISTINGS_PER_SELLER));
  const sellers = Array.from({ length: count }, (_, index) => {
    const county = counties[index % counties.length] as County;
    const name = `示例${county.name}合作社${index + 1}号`;
    const uscc = completeUscc(`93${county.code}MA${String(index + 1).padStart(7, '0')}`);
    return {
      n: index + 1,
      county: county.code,
      name,
      uscc,
      words: indexWords(`${county.full_name} ${county.name} ${name}`),
    };
  });
  await client.query(
    `CREATE TEMP TABLE bench_sellers AS
     SELECT s.n, s.county, s.name, s.uscc, s.words, ${idOf(`'seller' || s.n`)} AS id, ${idOf(`'seller member' || s.n`)} AS member_id
     FROM jsonb_to_recordset($1::jsonb) AS s (n int, county text, name text, uscc text, words text[])`,
    [JSON.stringify(sellers)],
  );
  for (const statement of STATEMENTS) await client.query(statement);
}

const STATEMENTS = [
  `INSERT INTO organizations (id, kind, name, uscc, region_code, side, demonstration, created_at, version)
   SELECT id, 'COOPERATIVE', name, uscc, county, 'WEST', false, now() - interval '500 days', 1 FROM bench_sellers`,
  `INSERT INTO members (id, organization_id, login, display_name, password_hash, roles, active, created_at, version)
   SELECT member_id, id, 'bench-seller-' || n, '示例社员' || n || '号', 'nobody', ARRAY['SUPPLIER'], true, now() - interval '500 days', 1
   FROM bench_sellers`,
  `INSERT INTO supplier_admissions (id, supplier_id, state, sells, sells_as, region_code, statement, round, created_at, version)
   SELECT ${idOf(`'admission' || n`)}, id, 'ADMITTED', true, 'PRODUCER', county, '示例', 1, now() - interval '400 days', 1 FROM bench_sellers`,
  `INSERT INTO admission_history (admission_id, supplier_id, verb, from_state, to_state, sells, at)
   SELECT ${idOf(`'admission' || n`)}, id, 'admit', 'COUNTY_RECOMMENDED', 'ADMITTED', true, now() - interval '400 days' FROM bench_sellers`,
];

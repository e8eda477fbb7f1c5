import type { Client } from 'pg';
import { completeUscc } from '../../../src/organizations/domain/uscc';
import { idOf, seedPeople } from './seed-people';

const SLOTS_PER_PARK = 50;
/** Western provinces the parks lie in. */
export const PROVINCES = ['510000', '520000', '530000', '620000'] as const;

/** A number from 0 below `range`, the same in every run, for what `seed` says in SQL. */
const drawn = (seed: string, range: number) => `(('x' || left(md5(${seed}), 7))::bit(28)::int % ${range})`;

/** Confirmed parks with their slots, each row as the product would have written it. */
export async function seedParks(client: Client, slots: number): Promise<void> {
  await client.query('BEGIN');
  await seedPeople(client);
  const uscc = Array.from({ length: slots / SLOTS_PER_PARK }, (_, index) =>
    completeUscc(`91510000MA${String(index + 1).padStart(7, '0')}`),
  );
  await client.query(
    `CREATE TEMP TABLE bench_parks AS
     SELECT n::int AS n, uscc, county.code AS county, ${idOf(`'park' || n`)} AS id, ${idOf(`'operator' || n`)} AS operator_id,
       ${idOf(`'manager' || n`)} AS manager_id
     FROM unnest($1::text[]) WITH ORDINALITY AS park (uscc, n)
     JOIN (SELECT code, row_number() OVER (ORDER BY md5(code)) AS place FROM divisions
            WHERE last_year IS NULL AND right(code, 2) <> '00' AND left(code, 2) || '0000' = ANY($2)) county
       ON county.place = 1 + n % 200`,
    [uscc, PROVINCES],
  );
  for (const statement of PARKS) await client.query(statement);
  for (const statement of SLOTS) await client.query(statement);
  await client.query('COMMIT');
  await client.query('VACUUM ANALYZE');
}

const PARKS = [
  `INSERT INTO organizations (id, kind, name, uscc, region_code, side, demonstration, created_at, version)
   SELECT operator_id, 'PARK_OPERATOR', '示例园区公司' || n || '号', uscc, county, 'WEST', false, now() - interval '500 days', 1 FROM bench_parks`,
  `INSERT INTO members (id, organization_id, login, display_name, password_hash, roles, active, created_at, version)
   SELECT manager_id, operator_id, 'bench-park-' || n, '示例园区经理' || n || '号', 'nobody', ARRAY['PARK_MANAGER'], true,
     now() - interval '500 days', 1 FROM bench_parks`,
  `INSERT INTO parks (id, version, number, operator_id, county_code, state, registered_by, registered_at)
   SELECT id, 2, 'CY20260101-' || lpad(n::text, 6, '0'), operator_id, county, 'PROPOSED', manager_id, now() - interval '400 days'
   FROM bench_parks`,
  `INSERT INTO park_wordings (park_id, number, state, name, kind, longitude_hundredths, latitude_hundredths, valid_from, valid_to,
     workers, commuting_km, said_by, said_at, decided_by, decided_at)
   SELECT id, 1, 'CONFIRMED', '示例产业园' || n || '号', (ARRAY['JOINT', 'AGRICULTURAL', 'ENCLAVE', 'GENERAL'])[1 + n % 4], 10325, 2770,
     '2020-01-01', CASE WHEN n % 20 = 0 THEN date '2025-12-31' END, 1000 + n, 30, manager_id, now() - interval '400 days',
     ${idOf(`'auditor member'`)}, now() - interval '399 days' FROM bench_parks`,
  `INSERT INTO park_wording_capacities (park_id, wording, resource, capacity)
   SELECT id, 1, resource, 100000000 FROM bench_parks,
     unnest(ARRAY['LAND', 'FLOOR', 'COLD_STORAGE', 'POWER', 'WATER', 'DISCHARGE', 'STEAM']) AS resource`,
  `INSERT INTO park_wording_industries (park_id, wording, code, wanted)
   SELECT DISTINCT ON (id, code) id, 1, code, wanted FROM (
     SELECT id, (13 + ${drawn(`'wanted' || n || i`, 30)})::text AS code, true AS wanted FROM bench_parks, generate_series(1, 4) i
     UNION ALL SELECT id, (13 + ${drawn(`'excluded' || n || i`, 30)})::text, false FROM bench_parks, generate_series(1, 2) i) said
   ORDER BY id, code, wanted`,
  `INSERT INTO park_resources (park_id, resource, capacity)
   SELECT park_id, resource, capacity FROM park_wording_capacities`,
  `UPDATE parks SET state = 'CONFIRMED', wording = 1`,
];

const SLOTS = [
  `CREATE TEMP TABLE bench_slots AS
   SELECT p.id AS park_id, p.manager_id, ${idOf(`'slot' || p.n || '-' || i`)} AS id, 'A-' || i AS code, p.n * 1000 + i AS seed,
     CASE WHEN i % 3 = 0 THEN 'LAND' ELSE 'PLANT' END AS kind,
     CASE WHEN i % 3 = 0 THEN 'M2_ONCE' WHEN i % 7 = 0 THEN 'M2_YEAR' ELSE 'M2_MONTH' END AS basis,
     500 + ${drawn(`'price' || p.n || '-' || i`, 4_500)} AS fen, date '2026-01-01' + ${drawn(`'day' || p.n || '-' || i`, 300)} AS available
   FROM bench_parks p, generate_series(1, ${SLOTS_PER_PARK}) i`,
  `INSERT INTO park_slots (id, version, park_id, code, kind, state, terms, price_fen, price_basis, available_from, added_by, added_at)
   SELECT id, 1, park_id, code, kind, 'FREE', 1, fen, basis, available, manager_id,
     now() - interval '300 days' + seed * interval '10 seconds' FROM bench_slots`,
  `INSERT INTO park_slot_terms (slot_id, number, price_fen, price_basis, lease_from_months, lease_to_months, available_from, said_by, said_at)
   SELECT id, 1, fen, basis, CASE WHEN basis <> 'M2_ONCE' THEN 12 END, CASE WHEN basis <> 'M2_ONCE' THEN 240 END, available,
     manager_id, now() - interval '300 days' FROM bench_slots`,
  `INSERT INTO park_slot_resources (slot_id, terms, park_id, resource, capacity, live)
   SELECT id, 1, park_id, resource, least + ${drawn(`resource || seed`, 1_000)} * step, true
   FROM bench_slots, (VALUES ('LAND', 100, 500, 20), ('FLOOR', 100, 500, 10), ('POWER', 100, 50, 5), ('WATER', 90, 10, 1),
     ('DISCHARGE', 70, 10, 1), ('STEAM', 30, 100, 10), ('COLD_STORAGE', 10, 200, 5)) AS has (resource, percent, least, step)
   WHERE CASE resource WHEN 'LAND' THEN kind = 'LAND' WHEN 'FLOOR' THEN kind = 'PLANT'
     ELSE ${drawn(`'has' || resource || seed`, 100)} < percent END
   ORDER BY id, resource`,
];

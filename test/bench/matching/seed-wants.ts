import type { Client } from 'pg';
import { BUYERS, idOf } from '../seed/seed-people';

export const OPS_LOGIN = 'bench-ops';

/** Each line is wanted in two deliveries: the engine is asked for every one. */
const WINDOWS = 2;
const LINES_PER_REQUEST = 5;

/** Open requests over the goods that are on sale, and somebody who may ask for a run. */
export async function seedWants(client: Client, windows: number): Promise<void> {
  await client.query('BEGIN');
  await client.query(
    `INSERT INTO organizations (id, kind, name, region_code, demonstration, created_at, version)
     VALUES (${idOf(`'ops'`)}, 'PLATFORM_OPERATIONS', '示例平台运营', '110000', false, now(), 1)`,
  );
  await client.query(
    `INSERT INTO members (id, organization_id, login, display_name, password_hash, roles, active, created_at, version)
     SELECT ${idOf(`'ops member'`)}, ${idOf(`'ops'`)}, '${OPS_LOGIN}', '示例运营员', password_hash, ARRAY['PLATFORM_OPS'], true, now(), 1
     FROM members LIMIT 1`,
  );
  await client.query(
    `CREATE TEMP TABLE bench_wants AS
     SELECT n, 1 + (n - 1) / ${LINES_PER_REQUEST} AS request, (2000 + n * 37 % 1500) * 1000::bigint AS quantity,
       (ARRAY(SELECT DISTINCT category_code FROM products ORDER BY 1))[1 + n % (SELECT count(DISTINCT category_code)::int FROM products)]
         AS category
     FROM generate_series(1, $1::int) n`,
    [Math.ceil(windows / WINDOWS)],
  );
  for (const statement of STATEMENTS) await client.query(statement);
  await client.query('COMMIT');
  await client.query('ANALYZE');
}

const STATEMENTS = [
  `INSERT INTO sourcing_requests (id, version, number, buyer_id, unit_id, state, revision, title, sealed, quote_deadline, worth_fen,
     prepared_by, submitted_by, created_at, published_at, reserved_on, reserved_fen, reopened, pooled)
   SELECT md5('want' || request)::uuid, 1, 'BENCH-' || request, ${idOf(`'buyer' || (1 + request % ${BUYERS})`)},
     ${idOf(`'buyer' || (1 + request % ${BUYERS})`)}, 'OPEN', 1, '示例询价', false, now() + interval '10 days', sum(quantity / 1000 * 9000),
     ${idOf(`'clerk' || (1 + request % ${BUYERS})`)}, ${idOf(`'clerk' || (1 + request % ${BUYERS})`)}, now(), now(), current_date,
     sum(quantity / 1000 * 9000), false, false
   FROM bench_wants GROUP BY request`,
  `INSERT INTO sourcing_lines (id, request_id, revision, position, category_code, certificates, unit, minimum_base, maximum_base, cap_fen,
     cap_unit, worth_fen, delivery_county)
   SELECT md5('line' || n)::uuid, md5('want' || request)::uuid, 1, 1 + n % ${LINES_PER_REQUEST}, category, '{}', 'kg', quantity / 2,
     quantity, 9000, 'kg', quantity / 1000 * 9000, '330211' FROM bench_wants`,
  `INSERT INTO sourcing_windows (id, line_id, position, from_on, until_on, quantity_base)
   SELECT md5('window' || n || '/' || w)::uuid, md5('line' || n)::uuid, w, current_date + 10 + 20 * w, current_date + 16 + 20 * w,
     CASE w WHEN 1 THEN quantity / 2 ELSE quantity - quantity / 2 END FROM bench_wants, generate_series(1, ${WINDOWS}) w`,
];

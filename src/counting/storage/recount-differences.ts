import type { Reader } from '../../platform/index';
import { weightOf, wholeLines, type LinesOf } from './recount-lines';
import { toldByLine } from './recount-lots';
import { toldByOrder } from './recount-orders';
import { COMPUTED_ONCE, hashOf, weighedSum } from './weights';

/** What a portion counts on: everything an answer says. */
const LEAF = 'scheme, mode, unit, agreement_id, pairing_id, commitment_id';
const leafHash = (seed: number) =>
  hashOf(`${seed}::bigint`, [
    ['scheme', 'text'],
    ['mode', 'text'],
    ['unit', 'text'],
    ['agreement_id', 'uuid'],
    ['pairing_id', 'uuid'],
    ['commitment_id', 'uuid'],
  ]);

export const ANSWERS = `
  CREATE UNLOGGED TABLE recount_answers (key bigint, scheme text, mode text, unit text, agreement_id uuid, pairing_id uuid, commitment_id uuid)`;

/** SQL: what a correction moved had counted before. */
const COUNTED_BEFORE = `(bought_for IS NULL OR EXISTS (SELECT FROM recount_answers bought WHERE bought.key = moved_key))`;

/** SQL: of orders, and nothing of what waits to be counted. */
const ENTRIES = `counting_entries e WHERE e.claim_line_id IS NULL AND e.order_id NOT IN (SELECT id FROM recount_waiting)
    AND e.order_line_id NOT IN (SELECT line.id FROM recount_waiting JOIN order_lines line ON line.lot_id = recount_waiting.id)`;

/** SQL: what the amount of an entry is told by, beside what it counts on. */
const told = (seed: number) =>
  `${toldByOrder(seed, 'unit_id', 'counted_on')} # ${toldByLine(seed, 'county_code', 'category_code')}`;

/** What the entries of each leaf come to, by whose and when they are. */
const counted = (seed: number) => `
  CREATE UNLOGGED TABLE recount_counted AS
  SELECT leaf, any_value(agreement_id) AS agreement_id, ${weighedSum([['amount_fen', 'weight']])} AS weighed
  FROM (SELECT agreement_id, amount_fen, ${leafHash(seed)} + (settlement_line_id IS NOT NULL)::int AS leaf, ${weightOf('portion_id', told(seed))} AS weight
    FROM ${ENTRIES} ${COMPUTED_ONCE}) entries GROUP BY 1`;

/** Where they do not come to what the raw records say, by agreement. */
const differing = (seed: number) => `
  SELECT DISTINCT agreement_id FROM (
    SELECT leaf, agreement_id, weighed FROM recount_counted
    UNION ALL
    SELECT ${leafHash(seed)} + settled::int, agreement_id, -weighed FROM recount_known JOIN recount_answers ON key = counts_key
    WHERE ${COUNTED_BEFORE}) sides
  WHERE agreement_id NOT IN (SELECT id FROM recount_waiting)
  GROUP BY leaf, agreement_id HAVING sum(weighed) <> 0`;

const KEY = `${LEAF}, portion_id, settled, unit_id, supplier_id, buyer_id, county, category, day`;

/** Portions of those agreements whose entries do not come to what the raw records say, by everything a figure is grouped by. */
const named = (lines: string) => `
  WITH sides AS (
    SELECT ${LEAF}, portion_id, settled, counts_for AS unit_id, supplier_id, buyer_id, county, category, day, fen AS recounted, 0::numeric AS counted
    FROM (${lines}) lines JOIN recount_answers ON key = counts_key
    WHERE ${COUNTED_BEFORE} AND agreement_id = ANY($1::uuid[])
    UNION ALL
    SELECT ${LEAF}, portion_id, settlement_line_id IS NOT NULL, unit_id, supplier_id, buyer_id, county_code, category_code, counted_on, 0, amount_fen
    FROM ${ENTRIES} AND e.agreement_id = ANY($1::uuid[])),
  differing AS (
    SELECT ${KEY}, sum(recounted) AS recounted, sum(counted) AS counted FROM sides GROUP BY ${KEY} HAVING sum(recounted) <> sum(counted))
  SELECT format('portion %s in %s (%s, agreement %s, commitment %s, %s, %s): counted %s, by the raw records %s', portion_id, scheme, mode, agreement_id,
    commitment_id, county, day, counted, recounted) AS line
  FROM differing ORDER BY portion_id, line LIMIT 200`;

/** Sums are compared first; only where they differ are portions looked at. */
export async function differingPortions(reader: Reader, which: LinesOf): Promise<string[]> {
  await reader.query(counted(which.seed));
  const agreements = await reader.query<{ agreement_id: string }>(differing(which.seed));
  if (agreements.length === 0) return [];
  const rows = await reader.query<{ line: string }>(named(wholeLines(which)), [
    agreements.map(({ agreement_id }) => agreement_id),
  ]);
  return rows.map(({ line }) => line);
}

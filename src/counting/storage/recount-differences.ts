import type { Reader } from '../../platform/index';
import { weightOf, wholeLines, type LinesOf } from './recount-lines';
import { hashOf, remainderSum } from './weights';

/** What a portion counts on: everything an answer says. */
const LEAF = 'scheme, mode, unit, agreement_id, pairing_id, commitment_id';
/** SQL: the same in one number, as the digests of entries are made. */
const leafDigest = (settled: string) => `
  (${hashOf('1::bigint', [
    ['scheme', 'text'],
    ['mode', 'text'],
    ['unit', 'text'],
    ['agreement_id', 'uuid'],
    ['pairing_id', 'uuid'],
    ['commitment_id', 'uuid'],
  ])} # ${settled}::int::bigint)`;

export const ANSWERS = `
  CREATE UNLOGGED TABLE recount_answers (key bigint, scheme text, mode text, unit text, agreement_id uuid, pairing_id uuid, commitment_id uuid)`;

/** SQL: what a correction moved had counted before. */
const COUNTED_BEFORE = `(bought_for IS NULL OR EXISTS (SELECT FROM recount_answers bought WHERE bought.key = moved_key))`;

/** SQL: of orders, and nothing of what `waits` to be counted. */
const entries = (waits: boolean) =>
  `counting_entries e WHERE e.claim_line_id IS NULL${
    waits
      ? ` AND e.order_id NOT IN (SELECT id FROM recount_waiting)
    AND e.order_line_id NOT IN (SELECT line.id FROM recount_waiting JOIN order_lines line ON line.lot_id = recount_waiting.id)`
      : ''
  }`;

/** What the entries of each leaf come to, by whose and when they are: by what the database says of them in numbers. */
const counted = ({ seed, modulus, waits }: LinesOf) => `
  CREATE UNLOGGED TABLE recount_counted AS
  SELECT leaf_digest AS leaf, any_value(agreement_id) AS agreement_id,
    ${remainderSum(modulus, 'amount_fen', weightOf(seed, 'portion_id', 'said_digest'))} AS weighed
  FROM ${entries(waits)} GROUP BY 1`;

/** Where they do not come to what the raw records say, by agreement. */
const differing = (modulus: number) => `
  SELECT DISTINCT agreement_id FROM (
    SELECT leaf, agreement_id, weighed FROM recount_counted
    UNION ALL
    SELECT ${leafDigest('settled')}, agreement_id, -weighed FROM recount_known JOIN recount_answers ON key = counts_key
    WHERE ${COUNTED_BEFORE}) sides
  WHERE agreement_id NOT IN (SELECT id FROM recount_waiting)
  GROUP BY leaf, agreement_id HAVING sum(weighed) % ${modulus} <> 0`;

const KEY = `${LEAF}, portion_id, settled, unit_id, supplier_id, buyer_id, county, category, day`;

/** Portions of those agreements whose entries do not come to what the raw records say, by everything a figure is grouped by. */
const named = (which: LinesOf) => `
  WITH sides AS (
    SELECT ${LEAF}, portion_id, settled, counts_for AS unit_id, supplier_id, buyer_id, county, category, day, fen AS recounted, 0::numeric AS counted
    FROM (${wholeLines(which)}) lines JOIN recount_answers ON key = counts_key
    WHERE ${COUNTED_BEFORE} AND agreement_id = ANY($1::uuid[])
    UNION ALL
    SELECT ${LEAF}, portion_id, settlement_line_id IS NOT NULL, unit_id, supplier_id, buyer_id, county_code, category_code, counted_on, 0, amount_fen
    FROM ${entries(which.waits)} AND e.agreement_id = ANY($1::uuid[])),
  differing AS (
    SELECT ${KEY}, sum(recounted) AS recounted, sum(counted) AS counted FROM sides GROUP BY ${KEY} HAVING sum(recounted) <> sum(counted))
  SELECT format('portion %s in %s (%s, agreement %s, commitment %s, %s, %s): counted %s, by the raw records %s', portion_id, scheme, mode, agreement_id,
    commitment_id, county, day, counted, recounted) AS line
  FROM differing ORDER BY portion_id, line LIMIT 200`;

/** Sums are compared first; only where they differ are portions looked at. */
export async function differingPortions(reader: Reader, which: LinesOf): Promise<string[]> {
  await reader.query(counted(which));
  const agreements = await reader.query<{ agreement_id: string }>(differing(which.modulus));
  if (agreements.length === 0) return [];
  const rows = await reader.query<{ line: string }>(named(which), [
    agreements.map(({ agreement_id }) => agreement_id),
  ]);
  return rows.map(({ line }) => line);
}

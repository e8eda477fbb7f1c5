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
  `counting_entries e WHERE e.order_id IS NOT NULL${
    waits
      ? ` AND e.order_id NOT IN (SELECT id FROM recount_waiting)
    AND e.order_line_id NOT IN (SELECT line.id FROM recount_waiting JOIN order_lines line ON line.lot_id = recount_waiting.id)`
      : ''
  }`;

/** SQL: the entries of each leaf in one number, by whose and when they are: by what the database says of them in numbers. */
const weighed = ({ seed, modulus }: LinesOf) => `
  leaf_digest AS leaf, ${remainderSum(modulus, 'amount_fen', weightOf(seed, 'portion_id', 'said_digest'))} AS weighed
  FROM counting_entries e WHERE order_id IS NOT NULL`;

/** All of them, as an index has them side by side: the entries themselves are not read. */
const counted = (which: LinesOf) => `
  CREATE UNLOGGED TABLE recount_counted AS SELECT ${weighed(which)} GROUP BY 1`;

/** Less those that wait: they are few, and looked up. */
const lessWaiting = (which: LinesOf) => `
  INSERT INTO recount_counted SELECT leaf, -weighed FROM (SELECT ${weighed(which)} AND e.id IN (
    SELECT one.id FROM counting_entries one JOIN recount_waiting ON recount_waiting.id = one.order_id
    UNION SELECT one.id FROM recount_waiting JOIN order_lines line ON line.lot_id = recount_waiting.id
      JOIN counting_entries one ON one.order_id = line.order_id AND one.order_line_id = line.id) GROUP BY 1) waiting`;

/** SQL: the agreement of entries nothing of the raw records belongs to. */
const AGREEMENT = `(SELECT e.agreement_id FROM counting_entries e WHERE e.leaf_digest = leaf AND e.order_id IS NOT NULL LIMIT 1)`;

/** Where they do not come to what the raw records say, by agreement. */
const differing = (modulus: number) => `
  SELECT DISTINCT agreement_id FROM (
    SELECT coalesce(any_value(agreement_id), ${AGREEMENT}) AS agreement_id FROM (
      SELECT leaf, NULL::uuid AS agreement_id, weighed FROM recount_counted
      UNION ALL
      SELECT ${leafDigest('settled')}, agreement_id, -weighed FROM recount_known JOIN recount_answers ON key = counts_key
      WHERE ${COUNTED_BEFORE}) sides
    GROUP BY leaf HAVING sum(weighed) % ${modulus} <> 0) leaves
  WHERE agreement_id NOT IN (SELECT id FROM recount_waiting)`;

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
  if (which.waits) await reader.query(lessWaiting(which));
  const agreements = await reader.query<{ agreement_id: string }>(differing(which.modulus));
  if (agreements.length === 0) return [];
  const rows = await reader.query<{ line: string }>(named(which), [
    agreements.map(({ agreement_id }) => agreement_id),
  ]);
  return rows.map(({ line }) => line);
}

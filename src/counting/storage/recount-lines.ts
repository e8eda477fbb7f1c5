import { LOT_RECALLED } from '../../catalog/index';
import { AGREEMENT_ACTIVATED } from '../../pairing/index';
import { waitingStreams, type Reader } from '../../platform/index';
import { orderEvents } from '../../procurement/index';
import { COUNT_ORDER_EVENTS, COUNT_WAITING_PORTIONS, REVERSE_RECALLED_LOTS } from '../domain/reaction-names';

/**
 * SQL: what identifies the same judgement: everything a rule may ask of a line. Between two days on which something a
 * judgement asks for changed, all days are alike.
 */
const key = (
  unit: string,
) => `hashtextextended(concat_ws('|', line.lot_id, ${unit}, o.supplier_id, line.origin_county_code,
  left(line.category_code, 2), greatest(days.since, product.since, supplier.since), h.automatic, coalesce(o.pairing_choice::text, '-'),
  coalesce(line.mandate_id::text, '-'), o.purpose), 0)`;

const validity = (table: string, subject: string, where = 'true') => `
  SELECT ${subject} AS subject, valid_from AS day FROM ${table} WHERE ${where}
  UNION SELECT ${subject}, valid_to + 1 FROM ${table} WHERE valid_to < 'infinity' AND ${where}`;
const ON = `(h.at AT TIME ZONE 'Asia/Shanghai')::date`;
const EVERYBODY = `'00000000-0000-0000-0000-000000000000'::uuid`;

/** The days from which on a judgement may come out otherwise: for everybody, of a product, of a supplier. */
const SPANS = `
  CREATE TEMP TABLE recount_spans ON COMMIT DROP AS
  WITH changes AS (
    ${['counting_rule_versions', 'rule_facts', 'policy_regimes', 'county_designations', 'pairings'].map((table) => validity(table, EVERYBODY)).join(' UNION ')}
    UNION SELECT ${EVERYBODY}, valid_from FROM organization_facts
    UNION SELECT ${EVERYBODY}, make_date(year, 1, 1) FROM generate_series(2000, 2199) year
    UNION ${validity('recognitions', 'product_id')}
    UNION SELECT product_id, withdrawn_on FROM recognitions WHERE withdrawn_on IS NOT NULL
    UNION SELECT h.supplier_id, ${ON} FROM admission_history h
    UNION ${validity('agency_mandates', 'agent_id')}
    UNION SELECT m.agent_id, ${ON} FROM agency_mandates m JOIN admission_history h ON h.supplier_id = m.principal_id
    UNION SELECT m.agent_id, (m.signed_at AT TIME ZONE 'Asia/Shanghai')::date FROM agency_mandates m WHERE m.signed_at IS NOT NULL)
  SELECT subject, day AS since, lead(day, 1, 'infinity') OVER (PARTITION BY subject ORDER BY day) AS until
  FROM changes WHERE day IS NOT NULL`;

const DAYS = `
  CREATE TEMP TABLE recount_days ON COMMIT DROP AS
  SELECT day, (SELECT max(since) FROM recount_spans WHERE subject = ${EVERYBODY} AND since <= day) AS since
  FROM (SELECT DISTINCT settled_on AS day FROM settlements) settled`;

const spanOf = (name: string, subject: string) => `
  LEFT JOIN recount_spans ${name} ON ${name}.subject = ${subject} AND t.settled_on >= ${name}.since AND t.settled_on < ${name}.until`;

/** SQL: ids at the end of streams on which the reaction has events of these kinds to handle. */
const unhandled = (reaction: string, prefix: number, wanted: string) => `
  SELECT DISTINCT substr(event.stream, ${prefix})::uuid AS id
  FROM ${waitingStreams(reaction)} JOIN domain_events event USING (stream)
  LEFT JOIN reaction_cursors done ON done.stream = event.stream AND done.reaction = ${reaction}
  WHERE event.kind = ${wanted} AND event.sequence > coalesce(done.last_sequence, 0)`;

/**
 * Every settled line with what is left of it by the raw records alone: settled, less refunded, nothing once its lot is
 * recalled; for the unit it was bought for, or the one a confirmed correction names. What waits to be counted is apart.
 */
const LINES = `
  CREATE TEMP TABLE recount_lines ON COMMIT DROP AS
  SELECT s.id AS portion_id, o.unit_id AS bought_for, coalesce(moved.to_unit_id, o.unit_id) AS counts_for,
    line.origin_county_code AS county, line.category_code AS category, t.settled_on AS day, o.supplier_id, o.buyer_id,
    CASE WHEN lot.state = 'RECALLED' THEN 0 ELSE s.goods_fen - coalesce(refunded.fen, 0) END AS fen,
    ${key('o.unit_id')} AS bought_key, ${key('coalesce(moved.to_unit_id, o.unit_id)')} AS counts_key
  FROM settlement_lines s
  JOIN settlements t ON t.id = s.settlement_id
  JOIN orders o ON o.id = t.order_id
  JOIN order_lines line ON line.id = s.order_line_id
  JOIN acceptance_lines a ON a.id = s.acceptance_line_id
  JOIN acceptances h ON h.id = a.acceptance_id
  JOIN lots lot ON lot.id = line.lot_id
  JOIN recount_days days ON days.day = t.settled_on
  ${spanOf('product', 'line.product_id')} ${spanOf('supplier', 'o.supplier_id')}
  LEFT JOIN (SELECT settlement_line_id AS id, sum(fen) AS fen FROM settled_line_refunds GROUP BY 1) refunded ON refunded.id = s.id
  LEFT JOIN (SELECT DISTINCT ON (order_id) order_id, to_unit_id FROM reattributions WHERE state = 'CONFIRMED'
    ORDER BY order_id, confirmed_at DESC) moved ON moved.order_id = o.id
  WHERE o.id NOT IN (SELECT id FROM recount_waiting) AND lot.id NOT IN (SELECT id FROM recount_waiting)`;

const WAITING = `
  CREATE TEMP TABLE recount_waiting ON COMMIT DROP AS
  ${unhandled(`'${COUNT_ORDER_EVENTS}'`, 7, `ANY('{${[orderEvents.paid, orderEvents.settled, orderEvents.settledLineRefunded, orderEvents.cancelled].join(',')}}')`)}
  UNION ${unhandled(`'${REVERSE_RECALLED_LOTS}'`, 5, `'${LOT_RECALLED}'`)}
  UNION ${unhandled(`'${COUNT_WAITING_PORTIONS}'`, 11, `'${AGREEMENT_ACTIVATED}'`)}`;

/** One line for every judgement there is to make. */
const QUESTIONS = `
  CREATE TEMP TABLE recount_questions ON COMMIT DROP AS
  SELECT key, min(day || ' ' || portion_id) AS of, min(unit::text)::uuid AS unit_id FROM (
    SELECT bought_key AS key, portion_id, day, bought_for AS unit FROM recount_lines WHERE fen <> 0
    UNION ALL SELECT counts_key, portion_id, day, counts_for FROM recount_lines WHERE fen <> 0 AND counts_key <> bought_key) asked
  GROUP BY key`;

const ANSWERS = `
  CREATE TEMP TABLE recount_answers (key bigint, scheme text, mode text, unit text, agreement_id uuid, pairing_id uuid)
    ON COMMIT DROP`;

export interface RecountQuestion {
  readonly key: bigint;
  /** Its day and the portion it is asked of: those of one day are judged together. */
  readonly of: string;
  readonly portionId: string;
  readonly unitId: string;
}

/** Tables of this transaction, gone with it. */
export async function gatherLines(reader: Reader): Promise<void> {
  await reader.query(
    'DROP TABLE IF EXISTS recount_waiting, recount_spans, recount_days, recount_lines, recount_questions, recount_answers',
  );
  await reader.query(`SET LOCAL work_mem = '256MB'`);
  for (const statement of [WAITING, SPANS, DAYS, LINES, QUESTIONS, ANSWERS]) await reader.query(statement);
  await reader.query('CREATE INDEX ON recount_questions (of, key)');
  for (const table of ['recount_lines', 'recount_questions']) await reader.query(`ANALYZE ${table}`);
}

export function questionsAfter(
  reader: Reader,
  after: RecountQuestion | null,
  atMost: number,
): Promise<RecountQuestion[]> {
  return reader.query<RecountQuestion>(
    `SELECT key, of, substr(of, 12)::uuid AS "portionId", unit_id AS "unitId" FROM recount_questions
     WHERE $1::text IS NULL OR (of, key) > ($1, $2::bigint) ORDER BY of, key LIMIT $3`,
    [after?.of ?? null, after?.key ?? null, atMost],
  );
}

const KEY =
  'scheme, mode, unit, portion_id, agreement_id, pairing_id, unit_id, supplier_id, buyer_id, county, category, day';

/** SQL: portions whose entries do not come to what the raw records say, by everything a figure is grouped by. */
export const DIFFERENCES = `
  WITH sides AS (
    SELECT now.scheme, now.mode, now.unit, line.portion_id, now.agreement_id, now.pairing_id, line.counts_for AS unit_id,
      line.supplier_id, line.buyer_id, line.county, line.category, line.day, line.fen AS recounted, 0::numeric AS counted
    FROM recount_lines line
    JOIN recount_answers now ON now.key = line.counts_key
    WHERE line.fen <> 0 AND EXISTS (SELECT FROM recount_answers bought WHERE bought.key = line.bought_key)
    UNION ALL
    SELECT e.scheme, e.mode, e.unit, e.portion_id, e.agreement_id, e.pairing_id, e.unit_id, e.supplier_id, e.buyer_id,
      e.county_code, e.category_code, e.counted_on, 0, sum(e.amount_fen)
    FROM counting_entries e
    WHERE e.settlement_line_id IS NOT NULL AND e.order_id NOT IN (SELECT id FROM recount_waiting)
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
  differing AS (
    SELECT ${KEY}, sum(recounted) AS recounted, sum(counted) AS counted FROM sides GROUP BY ${KEY} HAVING sum(recounted) <> sum(counted))
  SELECT format('portion %s in %s (%s, agreement %s, %s, %s): counted %s, by the raw records %s', portion_id, scheme, mode, agreement_id,
    county, day, counted, recounted) AS line
  FROM differing
  WHERE agreement_id NOT IN (SELECT id FROM recount_waiting)
    AND portion_id NOT IN (SELECT s.id FROM settlement_lines s JOIN order_lines l ON l.id = s.order_line_id
      WHERE l.lot_id IN (SELECT id FROM recount_waiting))
  ORDER BY portion_id LIMIT 200`;

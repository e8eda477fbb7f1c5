import type { Reader } from '../../platform/index';
import { orderEvents } from '../../procurement/index';
import { EVERYBODY, spanOf } from './recount-spans';
import { COMPUTED_ONCE, hashOf, type Weighed } from './weights';

/** SQL: the day on which something of this kind first happened to the order `o`. */
const happened = (kind: string) =>
  `(SELECT (min(event.at) AT TIME ZONE 'Asia/Shanghai')::date FROM domain_events event
    WHERE event.stream = 'order:' || o.id AND event.kind = '${kind}')`;

/** Orders that are not settled, and when they were paid and cancelled: asked for one by one, as most orders are settled. */
export const OPEN = `
  CREATE UNLOGGED TABLE recount_open AS
  SELECT o.id, ${happened(orderEvents.paid)} AS paid_on, ${happened(orderEvents.cancelled)} AS cancelled_on
  FROM orders o WHERE NOT EXISTS (SELECT FROM settlements t WHERE t.order_id = o.id)`;

/** Everything of an order a rule may ask for; between two days on which something of that changed all days are alike. */
const asked = (side: 'bought' | 'counts'): Weighed => [
  [`${side}_unit.class`, 'bigint'],
  ['o.supplier_id', 'uuid'],
  ['o.pairing_choice', 'uuid'],
  ['o.purpose', 'text'],
  ['(o.settlement_id IS NOT NULL)::int', 'integer'],
  ['o.since', 'date'],
  ['supplier.since', 'date'],
  [`${side}.since`, 'date'],
];

/** SQL: of an order, what an amount is told by. */
export const toldByOrder = (seed: number, unit: string, day: string) =>
  hashOf(`${seed}::bigint`, [
    [unit, 'uuid'],
    ['supplier_id', 'uuid'],
    ['buyer_id', 'uuid'],
    [day, 'date'],
  ]);

const ALL_AUTOMATIC = `
  SELECT DISTINCT a.order_id FROM acceptances a
  WHERE a.automatic AND NOT EXISTS (SELECT FROM acceptances looked WHERE looked.order_id = a.order_id AND NOT looked.automatic)`;

/**
 * Orders of which more is to be known: the unit they count for by a confirmed correction, that they were accepted by time
 * alone everywhere, and where they are not settled, the day on which they were paid, unless they were cancelled.
 */
export const ORDERS_APART = `
  CREATE UNLOGGED TABLE recount_orders_apart AS
  SELECT id, any_value(to_unit_id) AS to_unit_id, bool_or(automatic) AS automatic, any_value(paid_on) AS paid_on FROM (
    SELECT * FROM (SELECT DISTINCT ON (order_id) order_id AS id, to_unit_id, false AS automatic, NULL::date AS paid_on
      FROM reattributions WHERE state = 'CONFIRMED' ORDER BY order_id, confirmed_at DESC) moved
    UNION ALL SELECT order_id, NULL, true, NULL FROM (${ALL_AUTOMATIC}) accepted
    UNION ALL SELECT id, NULL, false, paid_on FROM recount_open WHERE cancelled_on IS NULL) known GROUP BY id`;

/** What is settled, or is paid and stands provisionally until it is settled or cancelled. */
const papers = ({ which, settled }: Orders) => `
  SELECT o.id, o.supplier_id, o.buyer_id, o.placed_at, o.pairing_choice, o.purpose, ${settled ? 't.id' : 'NULL::uuid'} AS settlement_id,
    CASE WHEN apart.to_unit_id IS NOT NULL THEN o.unit_id END AS bought_for, coalesce(apart.to_unit_id, o.unit_id) AS counts_for,
    coalesce(apart.automatic, false) AS automatic, ${settled ? 't.settled_on' : 'apart.paid_on'} AS day
  FROM orders o ${
    settled
      ? 'JOIN settlements t ON t.order_id = o.id LEFT JOIN recount_orders_apart apart ON apart.id = o.id'
      : 'JOIN recount_orders_apart apart ON apart.id = o.id AND apart.paid_on IS NOT NULL'
  } WHERE ${which} AND NOT EXISTS (SELECT FROM recount_waiting waits WHERE waits.id = o.id)`;

/** Days asked for beforehand: a query within a query would leave all of it to a single process. */
export interface Days {
  /** SQL: those on which something changed for everybody, in their order. */
  readonly changes: string;
  /** SQL: from this one on some rule asks a settled line for a matched invoice. */
  readonly invoices: string;
}

export async function askDays(reader: Reader): Promise<Days> {
  const [row] = await reader.query<Days>(
    `SELECT quote_literal((SELECT array_agg(since ORDER BY since) FROM recount_spans WHERE subject = ${EVERYBODY})) || '::date[]' AS changes,
       quote_literal((SELECT coalesce(min(valid_from), 'infinity') FROM rule_facts WHERE key = 'INVOICE_REQUIRED_TO_COUNT' AND value = '1')) || '::date' AS invoices`,
  );
  if (!row) throw new Error('two arrays are one row');
  return row;
}

/** Which orders, and how much of them: what sums need, or everything a line is named by. */
export interface Orders {
  readonly seed: number;
  /** SQL of `o`. */
  readonly which: string;
  readonly whole: boolean;
  readonly settled: boolean;
  readonly days: Days;
}

/** SQL: orders are asked of together where nothing a judgement asks of them differs. */
const classOf = (seed: number, side: 'bought' | 'counts') => hashOf(`${seed}::bigint`, asked(side));

/** Who bought and who counts, and the days since which that is judged alike. */
const whole = (seed: number) => `,
    o.bought_for, o.counts_for, o.supplier_id, o.buyer_id, greatest(o.since, supplier.since, bought.since) AS bought_since,
    greatest(o.since, supplier.since, counts.since) AS counts_since, CASE WHEN o.bought_for IS NOT NULL THEN ${classOf(seed, 'bought')} END AS bought_class,
    ${classOf(seed, 'counts')} AS counts_class`;

/**
 * SQL: orders as far as a judgement asks for them: for the unit each was bought for, and for the one a confirmed correction
 * names. `bought_for`: where one does.
 */
export const orders = (of: Orders) => `
  SELECT o.id, o.day, o.placed_at, o.automatic, o.settlement_id IS NOT NULL AND o.day >= ${of.days.invoices} AS to_be_invoiced,
    CASE WHEN o.bought_for IS NULL THEN ${classOf(of.seed, 'counts')}
      ELSE hashint8extended(${classOf(of.seed, 'bought')}, ${classOf(of.seed, 'counts')}) END AS alike,
    ${toldByOrder(of.seed, 'counts_for', 'o.day')} AS told, o.settlement_id${of.whole ? whole(of.seed) : ''}
  FROM (SELECT *, (${of.days.changes})[width_bucket(day, ${of.days.changes})] AS since
    FROM (${papers(of)} ${COMPUTED_ONCE}) paper ${COMPUTED_ONCE}) o
  ${spanOf('supplier', 'o.supplier_id', 'o.day')} ${spanOf('bought', 'o.bought_for', 'o.day')} ${spanOf('counts', 'o.counts_for', 'o.day')}
  LEFT JOIN recount_units bought_unit ON bought_unit.id = o.bought_for LEFT JOIN recount_units counts_unit ON counts_unit.id = o.counts_for ${COMPUTED_ONCE}`;

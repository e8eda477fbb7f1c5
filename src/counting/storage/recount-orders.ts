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

/** SQL: of an order, what an amount is told by; as the digests of entries are made. */
const toldByOrder = (unit: string, day: string) =>
  hashOf('2::bigint', [
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
    UNION ALL SELECT id, NULL, false, paid_on FROM recount_open WHERE cancelled_on IS NULL AND paid_on IS NOT NULL) known GROUP BY id`;

/** What is settled, or is paid and stands provisionally until it is settled or cancelled. */
const papers = ({ which, settled, waits }: Orders) => `
  SELECT o.id, o.supplier_id, o.buyer_id, o.placed_at, o.pairing_choice, o.purpose, ${settled ? 't.id' : 'NULL::uuid'} AS settlement_id,
    CASE WHEN apart.to_unit_id IS NOT NULL THEN o.unit_id END AS bought_for, coalesce(apart.to_unit_id, o.unit_id) AS counts_for,
    coalesce(apart.automatic, false) AS automatic, ${settled ? 't.settled_on' : 'apart.paid_on'} AS day
  FROM orders o ${
    settled
      ? 'JOIN settlements t ON t.order_id = o.id LEFT JOIN recount_orders_apart apart ON apart.id = o.id'
      : 'JOIN recount_orders_apart apart ON apart.id = o.id AND apart.paid_on IS NOT NULL'
  } WHERE ${which} ${waits ? 'AND NOT EXISTS (SELECT FROM recount_waiting waits WHERE waits.id = o.id)' : ''}`;

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

/** What there mostly is none of is not looked for in millions of rows where there is none. */
export interface Rare {
  /** Something waits to be counted. */
  readonly waits: boolean;
  /** There are orders that count for another unit than they were bought for. */
  readonly moved: boolean;
  /** There are settled lines of which more is to be known. */
  readonly apart: boolean;
}

/** Which orders, and how much of them: what sums need, or everything a line is named by. */
export interface Orders extends Rare {
  readonly seed: number;
  /** SQL of `o`. */
  readonly which: string;
  readonly whole: boolean;
  readonly settled: boolean;
  readonly days: Days;
}

export const [AUTOMATIC, UNINVOICED] = [1, 2] as const;
/** SQL: that something is so. */
export const whether = (what: string, which: typeof AUTOMATIC | typeof UNINVOICED, seed: number) =>
  `CASE WHEN ${what} THEN hashint4extended(${which}, ${seed}) ELSE 0 END`;

/**
 * SQL: orders are asked of together where nothing a judgement asks of them differs: with their lines accepted by time alone,
 * or lacking the invoice they need, until more is known of a line.
 */
const classOf = ({ seed, days }: Orders, side: 'bought' | 'counts') =>
  `(${hashOf(`${seed}::bigint`, asked(side))} # ${whether('o.automatic', AUTOMATIC, seed)} # ${whether(toBeInvoiced(days), UNINVOICED, seed)})`;
const toBeInvoiced = (days: Days) => `o.settlement_id IS NOT NULL AND o.day >= ${days.invoices}`;

/** Who bought and who counts, and the days since which that is judged alike. */
const whole = (of: Orders) => `,
    o.bought_for, o.counts_for, o.supplier_id, o.buyer_id, greatest(o.since, supplier.since, counts.since) AS counts_since, ${classOf(of, 'counts')} AS counts_class,
    ${of.moved ? `greatest(o.since, supplier.since, bought.since)` : 'NULL::date'} AS bought_since,
    ${of.moved ? `CASE WHEN o.bought_for IS NOT NULL THEN ${classOf(of, 'bought')} END` : 'NULL::bigint'} AS bought_class`;

/** SQL: orders are judged alike where they are for the unit that counts, and for the one that bought where it is another. */
const alike = (of: Orders) =>
  of.moved
    ? `CASE WHEN o.bought_for IS NULL THEN ${classOf(of, 'counts')}
      ELSE hashint8extended(${classOf(of, 'bought')}, ${classOf(of, 'counts')}) END`
    : classOf(of, 'counts');

/** SQL: the unit's own facts and the days they changed on. */
const unit = (side: 'bought' | 'counts') =>
  `${spanOf(side, `o.${side}_for`, 'o.day')} LEFT JOIN recount_units ${side}_unit ON ${side}_unit.id = o.${side}_for`;

/**
 * SQL: orders as far as a judgement asks for them: for the unit each was bought for, and for the one a confirmed correction
 * names. `bought_for`: where one does.
 */
export const orders = (of: Orders) => `
  SELECT o.id, o.day, o.placed_at, o.automatic, ${toBeInvoiced(of.days)} AS to_be_invoiced,
    ${alike(of)} AS alike, ${toldByOrder('counts_for', 'o.day')} AS told, o.settlement_id${of.whole ? whole(of) : ''}
  FROM (SELECT *, (${of.days.changes})[width_bucket(day, ${of.days.changes})] AS since
    FROM (${papers(of)} ${COMPUTED_ONCE}) paper ${COMPUTED_ONCE}) o
  ${spanOf('supplier', 'o.supplier_id', 'o.day')} ${of.moved ? unit('bought') : ''} ${unit('counts')} ${COMPUTED_ONCE}`;

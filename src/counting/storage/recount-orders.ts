import { orderEvents } from '../../procurement/index';
import { DAYS_FOR_EVERYBODY, spanOf } from './recount-spans';
import { COMPUTED_ONCE, hashOf, type Weighed } from './weights';

/** SQL: what all hashes of one recount begin with. */
export const SEED = '$1::bigint';

/** SQL: the day on which something of this kind first happened to the order `o`. */
const happened = (kind: string) =>
  `(SELECT (min(event.at) AT TIME ZONE 'Asia/Shanghai')::date FROM domain_events event
    WHERE event.stream = 'order:' || o.id AND event.kind = '${kind}')`;

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

/** Of an order, what an amount is told by. */
export const toldByOrder = (unit: string, day: string): Weighed => [
  [unit, 'uuid'],
  ['supplier_id', 'uuid'],
  ['buyer_id', 'uuid'],
  [day, 'date'],
];

/** What is paid stands provisionally until it is settled or cancelled. */
const PAPERS = `
  SELECT o.id, o.supplier_id, o.buyer_id, o.placed_at, o.pairing_choice, o.purpose, t.id AS settlement_id,
    CASE WHEN moved.order_id IS NOT NULL THEN o.unit_id END AS bought_for, coalesce(moved.to_unit_id, o.unit_id) AS counts_for, coalesce(accepted.automatic, 0) AS automatic,
    CASE WHEN t.id IS NOT NULL THEN t.settled_on WHEN ${happened(orderEvents.cancelled)} IS NULL THEN ${happened(orderEvents.paid)} END AS day
  FROM orders o LEFT JOIN settlements t ON t.order_id = o.id
  LEFT JOIN (SELECT DISTINCT ON (order_id) order_id, to_unit_id FROM reattributions WHERE state = 'CONFIRMED'
    ORDER BY order_id, confirmed_at DESC) moved ON moved.order_id = o.id
  LEFT JOIN (SELECT order_id, CASE WHEN EXISTS (SELECT FROM acceptances looked WHERE looked.order_id = a.order_id AND NOT looked.automatic)
    THEN 2 ELSE 1 END AS automatic FROM acceptances a WHERE automatic GROUP BY 1) accepted ON accepted.order_id = t.order_id
  WHERE o.id NOT IN (SELECT id FROM recount_waiting)`;

/**
 * Orders as far as a judgement asks for them: for the unit each was bought for, and for the one a confirmed correction
 * names. `bought_for`: where one does. `automatic`: accepted by time alone nowhere (0), everywhere (1), or in part (2).
 */
export const ORDERS = `
  CREATE UNLOGGED TABLE recount_orders AS
  SELECT o.id, o.settlement_id, o.bought_for, o.counts_for, o.supplier_id, o.buyer_id, o.day, o.placed_at, o.automatic,
    greatest(o.since, supplier.since, bought.since) AS bought_since, greatest(o.since, supplier.since, counts.since) AS counts_since,
    CASE WHEN o.bought_for IS NOT NULL THEN ${hashOf(SEED, asked('bought'))} END AS bought_class, ${hashOf(SEED, asked('counts'))} AS counts_class,
    ${hashOf(SEED, toldByOrder('counts_for', 'o.day'))} AS told
  FROM (SELECT *, (${DAYS_FOR_EVERYBODY})[width_bucket(day, ${DAYS_FOR_EVERYBODY})] AS since
    FROM (${PAPERS} ${COMPUTED_ONCE}) paper WHERE day IS NOT NULL ${COMPUTED_ONCE}) o
  ${spanOf('supplier', 'o.supplier_id', 'o.day')} ${spanOf('bought', 'o.bought_for', 'o.day')} ${spanOf('counts', 'o.counts_for', 'o.day')}
  LEFT JOIN recount_units bought_unit ON bought_unit.id = o.bought_for LEFT JOIN recount_units counts_unit ON counts_unit.id = o.counts_for`;

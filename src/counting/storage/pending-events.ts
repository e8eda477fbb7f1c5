import { LOT_RECALLED } from '../../catalog/index';
import { claimEvents, REVERSE_RECALLED_CLAIMS } from '../../claims/index';
import { invoiceEvents, matchesOf } from '../../invoices/index';
import { AGREEMENT_ACTIVATED } from '../../pairing/index';
import { anythingWaits, waitingStreams } from '../../platform/index';
import { orderEvents } from '../../procurement/index';
import {
  COUNT_CLAIMS,
  COUNT_ORDER_EVENTS,
  COUNT_WAITING_PORTIONS,
  REVERSE_RECALLED_LOTS,
} from '../domain/reaction-names';
import { claimReached, orderReached } from './agreement-reach';
import { waitsForAgreement } from './counting-exclusions';
import { notReached } from './order-slices';
import { waitingClaimEvents } from './waiting-claims';

/** SQL: what the codes in a region begin with, as a pattern. */
const within = (code: string) => `regexp_replace(${code}, '(00){1,3}$', '') || '%'`;

// Only streams with a waiting job are looked at: all events there ever were would be read otherwise.
// A recall will take back what is left of its lot's lines; a line whose refund waits too may be told twice until then.
// What an agreement finds left out is read for that agreement alone (OFFSET 0): never where none is being counted.
// Where a recall or an agreement is handled in slices, the orders those have reached wait no more.
/** SQL: of what the order of the event counts by its invoices in the scheme $6, what no longer matches. */
const UNMATCHED = `(SELECT coalesce(sum(e.amount_fen), 0) FROM counting_entries e
  WHERE e.order_id = substr(event.stream, 7)::uuid AND e.scheme = $6 AND e.settlement_line_id IS NOT NULL
    AND e.explain->'rules'->>'INVOICE_REQUIRED_TO_COUNT' = '1' AND NOT EXISTS (SELECT FROM (${matchesOf('SELECT e.order_line_id')}) m WHERE m.matched))`;

const ORDERS = `
  SELECT count(DISTINCT waiting.order_id)::int AS orders, min(waiting.at) AS since, coalesce(sum(waiting.fen), 0) AS fen
  FROM (
    SELECT substr(event.stream, 7)::uuid AS order_id, NULL::uuid AS lot_id, event.at,
      CASE event.kind WHEN $8 THEN (event.payload->>'goodsFen')::bigint WHEN '${invoiceEvents.moved}' THEN ${UNMATCHED} ELSE 0 END AS fen
    FROM ${waitingStreams('$9')} JOIN domain_events event USING (stream)
    LEFT JOIN reaction_cursors done ON done.stream = event.stream AND done.reaction = $9
    WHERE event.kind = ANY($7) AND event.sequence > coalesce(done.last_sequence, 0)
    UNION ALL
    SELECT standing.order_id, line.lot_id, event.at, coalesce(sum(standing.amount_fen) FILTER (WHERE standing.settlement_line_id IS NOT NULL), 0)
    FROM ${waitingStreams('$11')} JOIN domain_events event USING (stream)
    LEFT JOIN reaction_cursors done ON done.stream = event.stream AND done.reaction = $11
    JOIN order_lines line ON line.lot_id = substr(event.stream, 5)::uuid
    JOIN counting_entries standing ON standing.order_id = line.order_id AND standing.order_line_id = line.id AND standing.scheme = $6
    WHERE event.kind = $10 AND event.sequence > coalesce(done.last_sequence, 0) AND ${notReached('line.order_id')}
    GROUP BY standing.order_id, line.lot_id, event.at HAVING sum(standing.amount_fen) > 0
    UNION ALL
    SELECT left_out.order_id, NULL, event.at, 0
    FROM ${waitingStreams('$13')} JOIN domain_events event USING (stream)
    LEFT JOIN reaction_cursors done ON done.stream = event.stream AND done.reaction = $13
    JOIN annual_agreements agreement ON agreement.id = substr(event.stream, 11)::uuid AND agreement.kind = $6
    CROSS JOIN LATERAL (SELECT x.order_id FROM counting_exclusions x
      WHERE ${waitsForAgreement('agreement.kind', 'agreement.year', within('agreement.east_region_code'), within('agreement.west_region_code'))} OFFSET 0) left_out
    WHERE event.kind = $12 AND event.sequence > coalesce(done.last_sequence, 0) AND ${notReached('left_out.order_id')}) waiting
  JOIN orders o ON o.id = waiting.order_id
  WHERE extract(year FROM waiting.at AT TIME ZONE 'Asia/Shanghai') >= $1 AND ${orderReached('$3', '$2', '$18')}
    AND EXISTS (SELECT FROM order_lines line WHERE line.order_id = o.id AND line.origin_county_code LIKE $2
      AND line.lot_id = coalesce(waiting.lot_id, line.lot_id))`;

const HAPPENED = waitingClaimEvents({
  confirmed: '$14',
  reversed: '$15',
  count: '$16',
  recalled: '$10',
  recall: '$17',
});

const CLAIMS = `
  SELECT count(DISTINCT c.id)::int AS claims, min(happened.at) AS since, coalesce(sum(coalesce(happened.fen,
      (SELECT sum(e.amount_fen) FROM counting_entries e WHERE e.claim_line_id = happened.line_id AND e.scheme = $6))), 0) AS fen
  FROM (${HAPPENED}) happened JOIN claims c ON c.id = happened.claim_id
  WHERE extract(year FROM c.purchased_on) >= $1 AND ${claimReached('$3', '$2', '$18')}
    AND (happened.line_id IS NULL OR EXISTS (SELECT FROM counting_entries e
      WHERE e.claim_line_id = happened.line_id AND e.scheme = $6 HAVING sum(e.amount_fen) > 0))`;

/** SQL: orders and claims an agreement’s scheme may count and that wait, since when, and what of it will take back. */
export const PENDING = `
  SELECT orders.orders, claims.claims, least(orders.since, claims.since) AS since, (orders.fen + claims.fen)::text AS "reversalsFen"
  FROM (${ORDERS}) orders, (${CLAIMS}) claims`;

/** SQL: something may be pending. Asked in the statement that reads figures, it spares them all of PENDING where nothing is. */
export const MAY_BE_PENDING = anythingWaits(
  COUNT_ORDER_EVENTS,
  REVERSE_RECALLED_LOTS,
  COUNT_WAITING_PORTIONS,
  COUNT_CLAIMS,
  REVERSE_RECALLED_CLAIMS,
);

export const COUNTED_KINDS = [
  orderEvents.paid,
  orderEvents.settled,
  orderEvents.settledLineRefunded,
  orderEvents.cancelled,
  invoiceEvents.moved,
];

/** The parameters of PENDING from $7 to $17; $1 to $3 are year and regions, $6 the scheme, $18 the units of a helper or null. */
export const PENDING_VALUES = [
  COUNTED_KINDS,
  orderEvents.settledLineRefunded,
  COUNT_ORDER_EVENTS,
  LOT_RECALLED,
  REVERSE_RECALLED_LOTS,
  AGREEMENT_ACTIVATED,
  COUNT_WAITING_PORTIONS,
  claimEvents.confirmed,
  claimEvents.reversed,
  COUNT_CLAIMS,
  REVERSE_RECALLED_CLAIMS,
] as const;

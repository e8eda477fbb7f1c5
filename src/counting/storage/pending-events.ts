import { LOT_RECALLED } from '../../catalog/index';
import { AGREEMENT_ACTIVATED } from '../../pairing/index';
import { waitingStreams } from '../../platform/index';
import { orderEvents } from '../../procurement/index';
import { COUNT_ORDER_EVENTS, COUNT_WAITING_PORTIONS, REVERSE_RECALLED_LOTS } from '../domain/reaction-names';
import { waitsForAgreement } from './counting-exclusions';
import { notReached } from './order-slices';

/** SQL: what the codes in a region begin with, as a pattern. */
const within = (code: string) => `regexp_replace(${code}, '(00){1,3}$', '') || '%'`;

// Only streams with a waiting job are looked at: all events there ever were would be read otherwise.
// A recall will take back what is left of its lot's lines; a line whose refund waits too may be told twice until then.
// What an agreement finds left out is read for that agreement alone (OFFSET 0): never where none is being counted.
// Where a recall or an agreement is handled in slices, the orders those have reached wait no more.
export const PENDING = `
  SELECT count(DISTINCT waiting.order_id)::int AS orders, min(waiting.at) AS since, coalesce(sum(waiting.fen), 0)::text AS "reversalsFen"
  FROM (
    SELECT substr(event.stream, 7)::uuid AS order_id, NULL::uuid AS lot_id, event.at,
      CASE event.kind WHEN $5 THEN (event.payload->>'goodsFen')::bigint ELSE 0 END AS fen
    FROM ${waitingStreams('$6')} JOIN domain_events event USING (stream)
    LEFT JOIN reaction_cursors done ON done.stream = event.stream AND done.reaction = $6
    WHERE event.kind = ANY($4) AND event.sequence > coalesce(done.last_sequence, 0)
    UNION ALL
    SELECT standing.order_id, line.lot_id, event.at, coalesce(sum(standing.amount_fen) FILTER (WHERE standing.settlement_line_id IS NOT NULL), 0)
    FROM ${waitingStreams('$8')} JOIN domain_events event USING (stream)
    LEFT JOIN reaction_cursors done ON done.stream = event.stream AND done.reaction = $8
    JOIN order_lines line ON line.lot_id = substr(event.stream, 5)::uuid
    JOIN counting_entries standing ON standing.order_id = line.order_id AND standing.order_line_id = line.id
    WHERE event.kind = $7 AND event.sequence > coalesce(done.last_sequence, 0) AND ${notReached('line.order_id')}
    GROUP BY standing.order_id, line.lot_id, event.at HAVING sum(standing.amount_fen) > 0
    UNION ALL
    SELECT left_out.order_id, NULL, event.at, 0
    FROM ${waitingStreams('$10')} JOIN domain_events event USING (stream)
    LEFT JOIN reaction_cursors done ON done.stream = event.stream AND done.reaction = $10
    JOIN annual_agreements agreement ON agreement.id = substr(event.stream, 11)::uuid
    CROSS JOIN LATERAL (SELECT x.order_id FROM counting_exclusions x
      WHERE ${waitsForAgreement('agreement.kind', 'agreement.year', within('agreement.east_region_code'), within('agreement.west_region_code'))} OFFSET 0) left_out
    WHERE event.kind = $9 AND event.sequence > coalesce(done.last_sequence, 0) AND ${notReached('left_out.order_id')}) waiting
  JOIN orders o ON o.id = waiting.order_id JOIN organizations unit ON unit.id = o.unit_id
  WHERE extract(year FROM waiting.at AT TIME ZONE 'Asia/Shanghai') >= $1 AND unit.region_code LIKE $3
    AND EXISTS (SELECT FROM order_lines line WHERE line.order_id = o.id AND line.origin_county_code LIKE $2
      AND line.lot_id = coalesce(waiting.lot_id, line.lot_id))`;

export const COUNTED_KINDS = [
  orderEvents.paid,
  orderEvents.settled,
  orderEvents.settledLineRefunded,
  orderEvents.cancelled,
];

/** The parameters of PENDING from $4 on; the first three are the year and the two regions' patterns. */
export const PENDING_VALUES = [
  COUNTED_KINDS,
  orderEvents.settledLineRefunded,
  COUNT_ORDER_EVENTS,
  LOT_RECALLED,
  REVERSE_RECALLED_LOTS,
  AGREEMENT_ACTIVATED,
  COUNT_WAITING_PORTIONS,
] as const;

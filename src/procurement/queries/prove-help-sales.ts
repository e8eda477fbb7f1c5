import { ReconcileCheck, counted, type CheckResult, type Checks, type Reader } from '../../platform/index';

const ENDED = `('CANCELLED_BY_BUYER', 'CANCELLED_BY_SUPPLIER', 'PAYMENT_TIMEOUT', 'REFUSED')`;

/** An unsettled order holds what its lines are worth and the tolerance above; a settled one what was settled. */
const WRONG = `
  SELECT format('line %s of order %s is sold over a channel without a mandate that covers it', l.id, o.number) AS line
    FROM orders o JOIN order_lines l ON l.order_id = o.id
   WHERE (o.channel_id IS NULL) <> (l.mandate_id IS NULL)
      OR l.mandate_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM help_sell_mandates m JOIN help_sell_products p ON p.mandate_id = m.id AND p.product_id = l.product_id
         WHERE m.id = l.mandate_id AND (m.channel_id, m.supplier_id) = (o.channel_id, o.supplier_id)
           AND m.signed_at < o.placed_at AND o.placed_on BETWEEN m.valid_from AND m.valid_to AND m.helper_id NOT IN (o.buyer_id, o.unit_id))
  UNION ALL
  SELECT format('order %s (%s) holds %s of mandate %s, its goods come to %s', number, state, held, mandate_id, goods)
    FROM (
      SELECT o.number, o.state, m.mandate_id, coalesce(m.goods, 0) AS goods, coalesce(s.fen, 0) AS settled,
        coalesce(t.id IS NOT NULL, false) AS is_settled,
        (SELECT coalesce(sum(d.fen), 0) FROM help_sell_draws d WHERE d.order_id = o.id AND d.mandate_id = m.mandate_id) AS held,
        (SELECT coalesce(max(d.fen), 0) FROM help_sell_draws d WHERE d.order_id = o.id AND d.mandate_id = m.mandate_id) AS drawn
      FROM orders o
      JOIN LATERAL (SELECT l.mandate_id, sum(l.goods_fen) AS goods FROM order_lines l
        WHERE l.order_id = o.id AND l.mandate_id IS NOT NULL GROUP BY l.mandate_id) m ON true
      LEFT JOIN settlements t ON t.order_id = o.id
      LEFT JOIN LATERAL (SELECT sum(sl.goods_fen) AS fen FROM settlement_lines sl JOIN order_lines l ON l.id = sl.order_line_id
        WHERE sl.order_id = o.id AND l.mandate_id = m.mandate_id) s ON true
      WHERE o.channel_id IS NOT NULL) each
   WHERE held <> CASE WHEN state IN ${ENDED} THEN 0 WHEN is_settled THEN least(settled, drawn) ELSE held END
      OR (state NOT IN ${ENDED} AND NOT is_settled AND held <= goods)
   ORDER BY 1`;

@ReconcileCheck({
  invariant: 'I11',
  sentence:
    'What is sold over a channel stands line by line under a mandate signed before the order, and holds of it what it comes to',
})
export class HelpSalesStandUnderMandates implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const wrong = await reader.query<{ line: string }>(WRONG);
    return {
      examined: await counted(reader, 'FROM order_lines WHERE mandate_id IS NOT NULL'),
      breaks: wrong.map(({ line }) => line),
    };
  }
}

import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';

/**
 * Until the buyer has signed, an order takes what he last agreed to; from then on its contracted amount, once accepted
 * the accepted one, once settled what the settlement left after refunds, and nothing once it has ended.
 */
const TAKEN = `
  SELECT o.id, o.contract_signed_at IS NOT NULL OR o.state LIKE 'CANCELLED%' AS agreed, CASE
      WHEN o.state IN ('CANCELLED_BY_BUYER', 'CANCELLED_BY_SUPPLIER', 'PAYMENT_TIMEOUT', 'REFUSED') THEN 0
      WHEN s.id IS NOT NULL THEN s.goods_fen + s.freight_fen - coalesce(
        (SELECT sum(r.fen) FROM settled_line_refunds r WHERE r.order_id = o.id), 0)
      ELSE coalesce(o.accepted_goods_fen, o.goods_fen) + coalesce(o.accepted_freight_fen, o.freight_fen)
    END::bigint AS expected,
    coalesce((SELECT sum(e.fen) FROM budget_entries e WHERE e.subject_kind = 'Order' AND e.subject_id = o.id
      AND e.unit_id = o.unit_id AND e.year = extract(year FROM o.placed_on)), 0)::bigint AS taken
  FROM orders o LEFT JOIN settlements s ON s.order_id = o.id`;

@ReconcileCheck({
  invariant: 'I15',
  sentence:
    'Every order takes of its unit’s year what its buyer agreed to, accepted or settled, and nothing more',
})
export class BudgetsHoldWhatOrdersTake implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const orders = await reader.query<{ id: string; agreed: boolean; expected: bigint; taken: bigint }>(
      TAKEN,
    );
    return {
      examined: orders.length,
      breaks: orders
        .filter(({ agreed, expected, taken }) => (agreed ? taken !== expected : taken <= 0n))
        .map(
          ({ id, expected, taken }) => `order ${id}: takes ${taken} of a budget, should take ${expected} fen`,
        ),
    };
  }
}

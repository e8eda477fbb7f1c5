import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';

/** By line: what it should hold and have sold of its lot, by its claim's state, beside what the lot says. */
const STOCK = `
  SELECT l.id, h.reserved_base AS reserved, h.shipped_base AS shipped,
    CASE WHEN l.live AND c.decided_at IS NULL THEN l.quantity_base ELSE 0 END AS held,
    CASE WHEN l.live AND c.state IN ('CONFIRMED', 'REVERSED') THEN l.quantity_base ELSE 0 END AS sold
  FROM claim_lines l JOIN claims c ON c.id = l.claim_id
  LEFT JOIN lot_holdings h ON h.holder_id = l.id AND h.lot_id = l.lot_id`;

@ReconcileCheck({
  invariant: 'I2',
  sentence:
    'Every claimed line holds of its lot what waits to be verified and has sold what is confirmed; whoever holds of a lot is an order line or a claimed one',
})
export class ClaimsHoldTheirGoods implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const [all] = await reader.query<{ n: number }>('SELECT count(*)::int AS n FROM claim_lines');
    const differing = await reader.query<{ id: string }>(
      `SELECT id FROM (${STOCK}) x WHERE (held, sold) IS DISTINCT FROM (coalesce(reserved, 0), coalesce(shipped, 0))`,
    );
    const strays = await reader.query<{ id: string }>(
      `SELECT h.holder_id AS id FROM lot_holdings h WHERE h.reserved_base + h.shipped_base > 0
         AND NOT EXISTS (SELECT FROM order_lines l WHERE l.id = h.holder_id)
         AND NOT EXISTS (SELECT FROM claim_lines l WHERE l.id = h.holder_id)`,
    );
    return {
      examined: all?.n ?? 0,
      breaks: [
        ...differing.map(({ id }) => `claimed line ${id} differs from what its lot holds for it`),
        ...strays.map(({ id }) => `${id} holds of a lot and is no line of an order or a claim`),
      ],
    };
  }
}

@ReconcileCheck({
  invariant: 'I12',
  sentence:
    'What is claimed by an invoice and what is taken back of a line is what its lines and reversals add up to',
})
export class ClaimedInvoicesAreTheirLines implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const invoices = await reader.query<{ no: string; broken: boolean }>(
      `SELECT i.invoice_no AS no, i.used_fen <> coalesce(sum(l.goods_fen), 0)
           OR coalesce(bool_or(c.unit_id <> i.unit_id OR c.invoice_fen <> i.invoice_fen), false) AS broken
         FROM claimed_invoices i
         LEFT JOIN claim_lines l ON l.supplier_id = i.supplier_id AND l.invoice_no = i.invoice_no AND l.live
         LEFT JOIN claims c ON c.id = l.claim_id
         GROUP BY i.supplier_id, i.invoice_no`,
    );
    const lines = await reader.query<{ id: string }>(
      `SELECT l.id FROM claim_lines l LEFT JOIN (SELECT claim_line_id AS id, sum(fen) AS fen FROM claim_reversals GROUP BY 1) r USING (id)
        WHERE l.reversed_fen <> coalesce(r.fen, 0)`,
    );
    return {
      examined: invoices.length,
      breaks: [
        ...invoices
          .filter(({ broken }) => broken)
          .map(({ no }) => `invoice ${no} differs from its claimed lines`),
        ...lines.map(({ id }) => `claimed line ${id} differs from its reversals`),
      ],
    };
  }
}

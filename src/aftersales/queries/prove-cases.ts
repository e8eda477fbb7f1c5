import { REFUND_UNDONE } from '../../payments/index';
import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';

@ReconcileCheck({
  invariant: 'I12',
  sentence:
    'What is refunded of a settled line and what open cases and requests still claim of it never exceed its goods amount, and a case’s refunds are the line’s',
})
export class CasesStayWithinLines implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const [count] = await reader.query<{ n: number }>('SELECT count(*)::int AS n FROM aftersales_case_lines');
    const broken = await reader.query<{ line: string }>(
      `SELECT 'settled line ' || s.id || ': refunded and claimed above its goods' AS line FROM settlement_lines s
        WHERE s.id IN (SELECT settlement_line_id FROM aftersales_case_lines)
          AND coalesce((SELECT sum(fen) FROM settled_line_refunds WHERE settlement_line_id = s.id), 0)
            + coalesce((SELECT sum(live_fen) FROM aftersales_case_lines WHERE settlement_line_id = s.id), 0)
            + coalesce((SELECT sum(requested_fen) FROM refund_requests WHERE settlement_line_id = s.id
                          AND state IN ('REQUESTED', 'DENIED', 'ESCALATED')), 0) > s.goods_fen
       UNION ALL
       SELECT 'case line ' || l.id || ': its refund is another' FROM aftersales_case_lines l
         LEFT JOIN settled_line_refunds r ON r.key = 'case:' || l.id
        WHERE (l.refunded_fen, l.refund_id) IS DISTINCT FROM (coalesce(r.fen, 0), r.refund_id)
           OR (r.id IS NOT NULL AND r.settlement_line_id <> l.settlement_line_id)
       UNION ALL
       SELECT 'case ' || c.id || ': it is closed and still claims' FROM aftersales_cases c
        WHERE c.closed_at IS NOT NULL
          AND EXISTS (SELECT FROM aftersales_case_lines l WHERE l.case_id = c.id AND l.live_fen > 0)`,
    );
    return { examined: count?.n ?? 0, breaks: broken.map(({ line }) => line) };
  }
}

/** What a waiting reaction will still move apart. */
const WAITING = (reaction: string, orderId: string) => `EXISTS (
  SELECT FROM domain_events e LEFT JOIN reaction_cursors d ON d.stream = e.stream AND d.reaction = '${reaction}'
   WHERE e.stream = 'order:' || ${orderId} AND e.kind = '${REFUND_UNDONE}' AND e.sequence > coalesce(d.last_sequence, 0))`;

@ReconcileCheck({
  invariant: 'I12',
  sentence: 'Nothing is shown as paid back of which the bank or the provider has a part again',
})
export class WhatIsPaidBackIsPaid implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const due = await reader.query<{ line: string }>(
      `WITH due AS (SELECT DISTINCT refund_id FROM refund_payments WHERE state <> 'DONE' AND refund_id IS NOT NULL)
       SELECT 'refund request ' || r.id || ': shown as paid back, and due' AS line FROM refund_requests r JOIN due USING (refund_id)
        WHERE r.state = 'DONE' AND NOT ${WAITING('finish-refund-requests', 'r.order_id')}
       UNION ALL
       SELECT 'case ' || c.id || ': closed, and its refund is due' FROM aftersales_case_lines l JOIN due USING (refund_id)
         JOIN aftersales_cases c ON c.id = l.case_id
        WHERE c.state = 'CLOSED' AND NOT ${WAITING('finish-aftersales-cases', 'c.order_id')}`,
    );
    const [count] = await reader.query<{ n: number }>(
      `SELECT ((SELECT count(*) FROM refund_requests WHERE state = 'DONE')
             + (SELECT count(*) FROM aftersales_cases WHERE state = 'CLOSED'))::int AS n`,
    );
    return { examined: count?.n ?? 0, breaks: due.map(({ line }) => line) };
  }
}

@ReconcileCheck({
  invariant: 'I2',
  sentence:
    'Goods that came back left their lot’s shipped stock once, and only what the county put back is for sale again',
})
export class ReturnedGoodsAreBooked implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const rows = await reader.query<{ id: string; right: boolean }>(
      `SELECT coalesce(r.id, m.reference_id) AS id,
         (r.quantity_base = m.back AND coalesce(m.put, 0) = CASE r.state WHEN 'PUT_BACK' THEN r.quantity_base ELSE 0 END
           AND r.quantity_base = l.received_base) IS TRUE AS right
       FROM returned_goods r JOIN aftersales_case_lines l ON l.id = r.case_line_id
       FULL JOIN (SELECT reference_id, sum(quantity_base) FILTER (WHERE kind = 'RETURN') AS back,
           sum(quantity_base) FILTER (WHERE kind = 'PUT_BACK') AS put
         FROM lot_movements WHERE kind IN ('RETURN', 'PUT_BACK') GROUP BY reference_id) m ON m.reference_id = r.case_line_id`,
    );
    return {
      examined: rows.length,
      breaks: rows
        .filter(({ right }) => !right)
        .map(({ id }) => `returned goods ${id} differ from their lot`),
    };
  }
}

@ReconcileCheck({
  invariant: 'I12',
  sentence:
    'Every buyer of a recalled lot has a case of all that is left of it, refunded where the recall is confirmed',
})
export class RecallsReachEverybody implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const [count] = await reader.query<{ n: number }>('SELECT count(*)::int AS n FROM lot_recalls');
    const broken = await reader.query<{ line: string }>(
      `SELECT 'settled line ' || s.id || ': its lot is recalled, and something of it is in no case' AS line
         FROM lot_recall_lots r JOIN order_lines o ON o.lot_id = r.lot_id JOIN settlement_lines s ON s.order_line_id = o.id
        WHERE r.gathered_at IS NOT NULL
          AND NOT EXISTS (SELECT FROM aftersales_case_lines l JOIN aftersales_cases c ON c.id = l.case_id
                           WHERE l.settlement_line_id = s.id AND c.recall_id = r.recall_id)
          AND s.goods_fen > coalesce((SELECT sum(fen) FROM settled_line_refunds WHERE settlement_line_id = s.id), 0)
          AND EXISTS (SELECT FROM reaction_cursors d WHERE d.reaction = 'open-late-recall-cases' AND d.stream = 'order:' || s.order_id)
       UNION ALL
       SELECT 'case ' || c.id || ': its recall is confirmed and it claims nothing nor was refunded' FROM aftersales_cases c
         JOIN lot_recalls r ON r.id = c.recall_id
        WHERE r.state = 'CONFIRMED' AND NOT EXISTS (SELECT FROM aftersales_case_lines l WHERE l.case_id = c.id
          AND (l.live_fen > 0 OR l.refunded_fen > 0))
          AND NOT EXISTS (SELECT FROM payment_requests q JOIN provider_captures p ON p.request_id = q.id
            JOIN capture_disputes x ON x.capture_id = p.id WHERE q.subject_id = c.order_id AND x.state = 'LOST')`,
    );
    return { examined: count?.n ?? 0, breaks: broken.map(({ line }) => line) };
  }
}

import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';

@ReconcileCheck({
  invariant: 'I12',
  sentence:
    'No request and no receipt gives back more than it received, and the parts of a refund add up to it',
})
export class ProveRefundLimits implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const [count] = await reader.query<{ total: number }>('SELECT count(*)::int AS total FROM refunds');
    const broken = await reader.query<{ line: string }>(
      `SELECT 'request ' || r.id || ': refunds above receipts' AS line FROM payment_requests r
        WHERE (SELECT COALESCE(sum(f.fen), 0) FROM refunds f WHERE f.request_id = r.id)
            > (SELECT COALESCE(sum(p.fen), 0) FROM payments p WHERE p.request_id = r.id)
       UNION ALL
       SELECT 'source ' || COALESCE(d.receipt_id, d.capture_id) || ': more goes back than it brought to request ' || f.request_id
         FROM refund_payments d JOIN refunds f ON f.id = d.refund_id GROUP BY d.receipt_id, d.capture_id, f.request_id
       HAVING sum(d.fen) > (SELECT COALESCE(sum(p.fen), 0) FROM payments p
                             WHERE COALESCE(p.receipt_id, p.capture_id) = COALESCE(d.receipt_id, d.capture_id) AND p.request_id = f.request_id)
       UNION ALL
       SELECT 'refund ' || f.id || ': its parts do not add up' FROM refunds f
        WHERE f.fen <> (SELECT COALESCE(sum(d.fen), 0) FROM refund_payments d WHERE d.refund_id = f.id)`,
    );
    return { examined: count?.total ?? 0, breaks: broken.map(({ line }) => line) };
  }
}

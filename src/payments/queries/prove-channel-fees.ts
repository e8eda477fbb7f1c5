import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';

/** From payments, refunds and disputes on one side, from the book on the other. */
@ReconcileCheck({
  invariant: 'I13',
  sentence:
    'The fee of every order is its share of what came by the provider and is settled, and nothing of what was given back',
})
export class ProveChannelFees implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const [count] = await reader.query<{ total: number }>(
      'SELECT count(*)::int AS total FROM payment_requests WHERE channel_fee_ppm > 0',
    );
    const broken = await reader.query<{ line: string }>(
      `WITH asked AS (
         SELECT r.id, r.subject_id, r.channel_fee_ppm FROM payment_requests r
          WHERE r.channel_fee_ppm > 0 OR EXISTS (
            SELECT FROM ledger_accounts a WHERE a.purpose = 'FEES' AND a.subject_id = r.subject_id)),
       sums AS (
         SELECT asked.id,
                -COALESCE(sum(e.fen) FILTER (WHERE a.purpose IN ('PAYABLE', 'PAID_OUT', 'FEES', 'OWED_BACK')), 0) AS settled,
                -COALESCE(sum(e.fen) FILTER (WHERE a.purpose = 'FEES'), 0) AS taken
           FROM asked LEFT JOIN ledger_accounts a ON a.subject_id = asked.subject_id
           LEFT JOIN ledger_entries e ON e.account_id = a.id GROUP BY asked.id),
       sources AS (
         SELECT p.request_id, COALESCE(p.receipt_id, p.capture_id) AS id, p.capture_id,
                max(COALESCE(b.received_at, c.captured_at)) AS at,
                sum(p.fen)
                - COALESCE((SELECT sum(d.fen) FROM refunds f JOIN refund_payments d ON d.refund_id = f.id
                             WHERE f.request_id = p.request_id
                               AND COALESCE(d.receipt_id, d.capture_id) = COALESCE(p.receipt_id, p.capture_id)), 0)
                - COALESCE((SELECT sum(x.held_fen + x.payable_fen + x.owed_fen) FROM capture_disputes x
                             WHERE x.capture_id = p.capture_id AND x.state <> 'WON'), 0) AS fen
           FROM asked JOIN payments p ON p.request_id = asked.id
           LEFT JOIN bank_receipts b ON b.id = p.receipt_id LEFT JOIN provider_captures c ON c.id = p.capture_id
          GROUP BY p.request_id, p.receipt_id, p.capture_id),
       parts AS (
         SELECT s.request_id, s.capture_id,
                greatest(0, least(s.fen, sums.settled - (sum(s.fen) OVER (PARTITION BY s.request_id ORDER BY s.at, s.id) - s.fen))) AS fen
           FROM sources s JOIN sums ON sums.id = s.request_id)
       SELECT 'order ' || asked.subject_id || ': a fee of ' || sums.taken || ' was taken, of what is settled it is ' || due.fen AS line
         FROM asked JOIN sums ON sums.id = asked.id
        CROSS JOIN LATERAL (SELECT COALESCE(sum(floor(p.fen * asked.channel_fee_ppm / 1000000)), 0) AS fen
                              FROM parts p WHERE p.request_id = asked.id AND p.capture_id IS NOT NULL) due
        WHERE sums.taken <> due.fen ORDER BY asked.subject_id`,
    );
    return { examined: count?.total ?? 0, breaks: broken.map(({ line }) => line) };
  }
}

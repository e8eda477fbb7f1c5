import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';

/**
 * From two independent sources: Stripe's own list of movements and the ledger. What the list does not show yet is what
 * was booked of a capture, refund, dispute, transfer or reversal, less what its listed movements brought.
 */
@ReconcileCheck({
  invariant: 'I13',
  sentence:
    'Per currency the money at the provider in the book is what its own list of movements says, and every movement is of something we asked for',
})
export class ProveProviderBalance implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const [count] = await reader.query<{ total: number }>(
      'SELECT count(*)::int AS total FROM stripe_balance_rows',
    );
    const broken = await reader.query<{ line: string }>(
      `WITH booked AS (
         SELECT reference AS source, fen, fen AS gross FROM provider_captures
         UNION ALL SELECT provider_id, fen, CASE state WHEN 'SUCCEEDED' THEN -fen ELSE 0 END
           FROM stripe_refunds WHERE provider_id IS NOT NULL
         UNION ALL SELECT provider_id, fen, -fen FROM stripe_transfers WHERE state = 'SUCCEEDED'
         UNION ALL SELECT provider_id, fen, fen FROM stripe_reversals WHERE state = 'SUCCEEDED'
         UNION ALL SELECT reference, fen, CASE state WHEN 'WON' THEN 0 ELSE -fen END FROM capture_disputes),
       unlisted AS (
         SELECT COALESCE(sum(b.gross - COALESCE((SELECT sum(sign(r.amount) * b.fen) FROM stripe_balance_rows r
                                                  WHERE r.source = b.source AND r.state = 'BOOKED'), 0)), 0) AS fen
           FROM booked b),
       book AS (
         SELECT a.currency, sum(e.fen) AS fen FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
          WHERE a.purpose = 'PROVIDER' GROUP BY a.currency),
       listed AS (
         SELECT currency, sum(net) AS net FROM stripe_balance_rows WHERE state = 'BOOKED' GROUP BY currency)
       SELECT currency || ': ' || COALESCE(book.fen, 0) || ' in the book, ' || expected || ' at the provider' AS line
         FROM book FULL JOIN listed USING (currency)
         CROSS JOIN LATERAL (SELECT COALESCE(listed.net, 0)
           + CASE WHEN currency = 'CNY' THEN (SELECT fen FROM unlisted) ELSE 0 END AS expected) e
        WHERE COALESCE(book.fen, 0) <> expected
       UNION ALL
       SELECT 'movement ' || id || ' (' || type || ') of ' || net || ' ' || currency || ' is of nothing we asked for'
         FROM stripe_balance_rows WHERE state = 'UNKNOWN'`,
    );
    return { examined: count?.total ?? 0, breaks: broken.map(({ line }) => line) };
  }
}

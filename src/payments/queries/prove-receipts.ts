import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';

@ReconcileCheck({
  invariant: 'I13',
  sentence:
    'Every receipt is credited to orders of its payer or of who declared him, stands in suspense or goes back, and what receipts brought and refunds took is on the bank account',
})
export class ProveReceipts implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const [count] = await reader.query<{ total: number }>('SELECT count(*)::int AS total FROM bank_receipts');
    const broken = await reader.query<{ line: string }>(
      `SELECT 'receipt ' || b.id || ': credited, in suspense and returned do not add up' AS line FROM bank_receipts b
        WHERE b.fen <> COALESCE((SELECT sum(p.fen) FROM payments p WHERE p.receipt_id = b.id), 0)
                     - COALESCE((SELECT sum(e.fen) FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
                                  WHERE a.purpose = 'SUSPENSE' AND a.subject_id = b.id), 0)
                     + COALESCE((SELECT sum(s.fen) FROM suspense_returns s
                                  WHERE s.receipt_id = b.id AND s.state = 'CONFIRMED'), 0)
       UNION ALL
       SELECT 'receipt ' || s.receipt_id || ': returns agreed, paid and due do not add up' FROM suspense_returns s
         LEFT JOIN refund_payments d ON d.suspense_return_id = s.id WHERE s.state = 'CONFIRMED' GROUP BY s.receipt_id
       HAVING sum(s.fen) <> sum(COALESCE(d.fen, 0))
           OR COALESCE(sum(d.fen) FILTER (WHERE d.state <> 'DONE'), 0)
              <> - COALESCE((SELECT sum(e.fen) FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
                              WHERE a.purpose = 'REFUND_DUE' AND a.subject_id = s.receipt_id), 0)
       UNION ALL
       SELECT 'return ' || s.id || ' is paid without having been agreed' FROM suspense_returns s
         JOIN refund_payments d ON d.suspense_return_id = s.id WHERE s.state <> 'CONFIRMED'
       UNION ALL
       SELECT 'payment ' || p.id || ' came from another payer nobody had declared' FROM payments p
        WHERE p.payer_differs AND EXISTS (SELECT FROM receipt_findings f WHERE f.receipt_id = p.receipt_id)
          AND NOT EXISTS (SELECT FROM payer_declarations d WHERE d.request_id = p.request_id AND d.declared_at <= p.credited_at)
       UNION ALL
       SELECT 'custody: ' || held || ' in the book, ' || expected || ' by receipts and refunds'
         FROM (SELECT COALESCE(sum(e.fen), 0) AS held,
                      (SELECT COALESCE(sum(fen), 0) FROM bank_receipts)
                      - (SELECT COALESCE(sum(fen), 0) FROM refund_payments
                          WHERE state = 'DONE' AND receipt_id IS NOT NULL) AS expected
                 FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
                 JOIN ledger_transfers t ON t.id = e.transfer_id
                WHERE a.purpose = 'BANK' AND t.kind IN ('BANK_RECEIPT', 'REFUND_PAID', 'REFUND_RETURNED')) custody
        WHERE held <> expected`,
    );
    return { examined: count?.total ?? 0, breaks: broken.map(({ line }) => line) };
  }
}

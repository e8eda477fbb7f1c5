import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';

@ReconcileCheck({
  invariant: 'I13',
  sentence:
    'Every capture of the provider is credited to its order or goes back, and what captures brought and refunds and disputes took is in the book',
})
export class ProveCaptures implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const [count] = await reader.query<{ total: number }>(
      'SELECT count(*)::int AS total FROM provider_captures',
    );
    const broken = await reader.query<{ line: string }>(
      `SELECT 'capture ' || c.id || ': credited and going back do not add up' AS line FROM provider_captures c
        WHERE c.fen <> COALESCE((SELECT sum(p.fen) FROM payments p WHERE p.capture_id = c.id), 0)
                     + COALESCE((SELECT sum(d.fen) FROM refund_payments d
                                  WHERE d.capture_id = c.id AND d.refund_id IS NULL), 0)
       UNION ALL
       SELECT 'capture ' || c.id || ': what goes back beside its order is not what is due' FROM provider_captures c
        WHERE COALESCE((SELECT sum(d.fen) FROM refund_payments d
                         WHERE d.capture_id = c.id AND d.refund_id IS NULL AND d.state <> 'DONE'), 0)
           <> - COALESCE((SELECT sum(e.fen) FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
                           WHERE a.purpose = 'REFUND_DUE' AND a.subject_id = c.id), 0)
       UNION ALL
       SELECT 'provider: ' || held || ' in the book, ' || expected || ' by captures, refunds and disputes'
         FROM (SELECT COALESCE(sum(e.fen), 0) AS held,
                      (SELECT COALESCE(sum(fen), 0) FROM provider_captures)
                      - (SELECT COALESCE(sum(fen), 0) FROM refund_payments
                          WHERE state = 'DONE' AND capture_id IS NOT NULL AND dispute_id IS NULL)
                      - (SELECT COALESCE(sum(fen), 0) FROM capture_disputes WHERE state <> 'WON') AS expected
                 FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
                 JOIN ledger_transfers t ON t.id = e.transfer_id
                WHERE a.purpose = 'PROVIDER' AND t.kind IN ('PROVIDER_CAPTURE', 'PROVIDER_REFUND',
                  'PROVIDER_REFUND_FAILED', 'DISPUTE_OPENED', 'DISPUTE_WON')) provider
        WHERE held <> expected
       UNION ALL
       SELECT 'dispute ' || x.id || ': paid back more than it took' FROM capture_disputes x
        WHERE x.fen - x.held_fen - x.payable_fen - x.owed_fen
            < (SELECT COALESCE(sum(d.fen), 0) FROM refund_payments d WHERE d.dispute_id = x.id)
           OR x.state <> 'LOST' AND EXISTS (SELECT FROM refund_payments d WHERE d.dispute_id = x.id)
       UNION ALL
       SELECT 'withheld: ' || held || ' in the book, ' || expected || ' by open disputes'
         FROM (SELECT COALESCE(sum(e.fen), 0) AS held,
                      (SELECT COALESCE(sum(held_fen + payable_fen + owed_fen), 0) FROM capture_disputes
                        WHERE state = 'OPEN') AS expected
                 FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
                WHERE a.purpose = 'PROVIDER_WITHHELD') withheld
        WHERE held <> expected`,
    );
    return { examined: count?.total ?? 0, breaks: broken.map(({ line }) => line) };
  }
}

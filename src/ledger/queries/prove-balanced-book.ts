import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';

@ReconcileCheck({
  invariant: 'I13',
  sentence:
    'Every transfer balances in every currency, moved and promised, and every currency’s accounts sum to zero',
})
export class ProveBalancedBook implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const [count] = await reader.query<{ total: number }>(
      'SELECT count(*)::int AS total FROM ledger_transfers',
    );
    const broken = await reader.query<{ line: string }>(
      `WITH entries AS (SELECT transfer_id, account_id, fen, 'moved' AS layer FROM ledger_entries
                        UNION ALL
                        SELECT transfer_id, account_id, fen, 'promised' FROM ledger_pending_entries)
       SELECT 'transfer ' || t.id || ' is off by ' || COALESCE(sum(e.fen), 0) || ' ' || COALESCE(a.currency, '(no entries)') AS line
         FROM ledger_transfers t LEFT JOIN entries e ON e.transfer_id = t.id
         LEFT JOIN ledger_accounts a ON a.id = e.account_id
        GROUP BY t.id, e.layer, a.currency HAVING COALESCE(sum(e.fen), 0) <> 0 OR count(e.fen) = 0
       UNION ALL
       SELECT a.currency || ' sums to ' || sum(e.fen) || ' ' || e.layer
         FROM entries e JOIN ledger_accounts a ON a.id = e.account_id
        GROUP BY a.currency, e.layer HAVING sum(e.fen) <> 0`,
    );
    return { examined: count?.total ?? 0, breaks: broken.map(({ line }) => line) };
  }
}

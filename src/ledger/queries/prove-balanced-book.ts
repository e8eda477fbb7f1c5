import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';

@ReconcileCheck({
  invariant: 'I13',
  sentence: 'Every transfer balances in every currency, every currency’s accounts sum to zero',
})
export class ProveBalancedBook implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const [count] = await reader.query<{ total: number }>(
      'SELECT count(*)::int AS total FROM ledger_transfers',
    );
    const broken = await reader.query<{ line: string }>(
      `SELECT 'transfer ' || t.id || ' is off by ' || COALESCE(sum(e.fen), 0) || ' ' || COALESCE(a.currency, '(no entries)') AS line
         FROM ledger_transfers t LEFT JOIN ledger_entries e ON e.transfer_id = t.id
         LEFT JOIN ledger_accounts a ON a.id = e.account_id
        GROUP BY t.id, a.currency HAVING COALESCE(sum(e.fen), 0) <> 0 OR count(e.fen) = 0
       UNION ALL
       SELECT a.currency || ' sums to ' || sum(e.fen)
         FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
        GROUP BY a.currency HAVING sum(e.fen) <> 0`,
    );
    return { examined: count?.total ?? 0, breaks: broken.map(({ line }) => line) };
  }
}

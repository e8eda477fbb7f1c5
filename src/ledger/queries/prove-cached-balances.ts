import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';

@ReconcileCheck({
  invariant: 'I13',
  sentence: 'Every cached balance is the sum of its account’s entries and not below zero',
})
export class ProveCachedBalances implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const [count] = await reader.query<{ total: number }>(
      'SELECT count(*)::int AS total FROM ledger_balances',
    );
    const broken = await reader.query<{ account: bigint; cached: string; summed: string }>(
      `SELECT account, cached::text, summed::text
         FROM (SELECT a.id AS account, COALESCE(b.natural_fen, -1) AS cached,
                      CASE WHEN a.purpose = 'OWED_BACK' THEN 1 ELSE -1 END
                      * COALESCE((SELECT sum(e.fen) FROM ledger_entries e WHERE e.account_id = a.id), 0) AS summed
                 FROM ledger_accounts a LEFT JOIN ledger_balances b ON b.account_id = a.id
                WHERE a.purpose IN ('SUSPENSE', 'HELD', 'PAYABLE', 'REFUND_DUE', 'OWED_BACK')) proof
        WHERE cached <> summed OR cached < 0 ORDER BY account`,
    );
    const breaks = broken.map((row) => `account ${row.account}: cached ${row.cached}, sum ${row.summed}`);
    return { examined: count?.total ?? 0, breaks };
  }
}

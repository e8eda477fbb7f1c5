import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';
import { GUARDED } from '../domain/accounts';

@ReconcileCheck({
  invariant: 'I13',
  sentence:
    'Every cached balance is the sum of its account’s entries and not below zero, and covers what is promised to leave',
})
export class ProveCachedBalances implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const [count] = await reader.query<{ total: number }>(
      'SELECT count(*)::int AS total FROM ledger_balances',
    );
    const broken = await reader.query<{ line: string }>(
      `SELECT 'account ' || account || ': cached ' || cached || ', sum ' || summed
              || ', promised ' || promised || ', pending ' || pending AS line
         FROM (SELECT a.id AS account, COALESCE(b.natural_fen, -1) AS cached, COALESCE(b.promised_fen, -1) AS promised,
                      side * COALESCE((SELECT sum(e.fen) FROM ledger_entries e WHERE e.account_id = a.id), 0) AS summed,
                      COALESCE((SELECT sum(-side * e.fen) FROM ledger_pending_entries e
                                  JOIN ledger_transfers t ON t.id = e.transfer_id
                                 WHERE e.account_id = a.id AND -side * e.fen > 0 AND t.step = 'PENDING' AND NOT EXISTS
                                       (SELECT FROM ledger_transfers r WHERE r.resolves = t.id)), 0) AS pending
                 FROM ledger_accounts a LEFT JOIN ledger_balances b ON b.account_id = a.id
                CROSS JOIN LATERAL (SELECT CASE WHEN a.purpose IN ('OWED_BACK', 'PROVIDER_CONNECTED') THEN 1 ELSE -1 END AS side) sides
                WHERE a.purpose = ANY ($1)) proof
        WHERE cached <> summed OR promised <> pending OR cached < promised OR promised < 0 ORDER BY account`,
      [GUARDED],
    );
    return { examined: count?.total ?? 0, breaks: broken.map(({ line }) => line) };
  }
}

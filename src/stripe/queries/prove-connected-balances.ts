import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';

/**
 * Of every supplier's account at Stripe, from three sources: the ledger, our own rows, and Stripe's list of movements.
 * What has left for his bank and not arrived there is gone from Stripe's list and not yet from the book.
 */
@ReconcileCheck({
  invariant: 'I13',
  sentence:
    'What lies in suppliers’ accounts at the provider is what was sent there less what came back and was paid out, and each account’s own list says the same',
})
export class ProveConnectedBalances implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const [count] = await reader.query<{ total: number }>(
      'SELECT count(*)::int AS total FROM stripe_accounts',
    );
    const broken = await reader.query<{ line: string }>(BROKEN);
    return { examined: count?.total ?? 0, breaks: broken.map(({ line }) => line) };
  }
}

/** It had arrived, came back, and is booked so only when another statement is through. */
const WAITS_TO_COME_BACK = `(p.state = 'FAILED' AND p.paid_at IS NOT NULL AND NOT EXISTS (
  SELECT FROM ledger_transfers t WHERE t.subject_kind = 'PAYOUT_RETURN' AND t.subject_id = p.statement_id
     AND t.kind = 'CONNECT_PAYOUT_RETURNED'))`;

/** `book`: as the ledger has it; `balance`: as the account itself has it. */
const BROKEN = `
  WITH movements AS (
    SELECT account_id, listed_as AS source, fen AS book, fen AS balance FROM stripe_transfers WHERE state = 'SUCCEEDED'
    UNION ALL
    SELECT t.account_id, r.listed_as, -r.fen, -r.fen FROM stripe_reversals r JOIN stripe_transfers t ON t.id = r.transfer_id
     WHERE r.state = 'SUCCEEDED'
    UNION ALL
    SELECT account_id, provider_id, CASE WHEN state = 'PAID' OR ${WAITS_TO_COME_BACK} THEN -fen ELSE 0 END,
           CASE WHEN state IN ('PENDING', 'PAID') THEN -fen ELSE 0 END
      FROM stripe_payouts p WHERE provider_id IS NOT NULL),
  sums AS (
    SELECT a.id, a.supplier_id,
           COALESCE((SELECT sum(e.fen) FROM ledger_accounts l JOIN ledger_entries e ON e.account_id = l.id
                      WHERE l.owner = a.supplier_id::text AND l.purpose = 'PROVIDER_CONNECTED'), 0) AS in_book,
           COALESCE((SELECT sum(m.book) FROM movements m WHERE m.account_id = a.id), 0) AS by_rows
      FROM stripe_accounts a WHERE a.state <> 'REFUSED')
  SELECT 'account ' || id || ': ' || in_book || ' in the book, ' || by_rows || ' by transfers, reversals and payouts' AS line
    FROM sums WHERE in_book <> by_rows
  UNION ALL
  SELECT 'supplier ' || l.owner || ': money at the provider and no account there' FROM ledger_accounts l
   WHERE l.purpose = 'PROVIDER_CONNECTED' AND NOT EXISTS
         (SELECT FROM stripe_accounts a WHERE a.supplier_id::text = l.owner AND a.state <> 'REFUSED')
  UNION ALL
  SELECT 'account ' || r.account_id || ': movement ' || r.source || ' (' || r.type || ') of ' || sum(r.net) || ' '
         || r.currency || ', ' || COALESCE(max(m.balance)::text, 'nothing') || ' by our rows'
    FROM stripe_connected_rows r LEFT JOIN movements m ON m.account_id = r.account_id AND m.source = r.source
   GROUP BY r.account_id, r.source, r.type, r.currency
  HAVING bool_and(m.source IS NULL) OR r.currency <> 'CNY'
  UNION ALL
  SELECT 'account ' || r.account_id || ': ' || r.source || ' moved ' || sum(r.net) || ', ' || max(m.balance) || ' by our rows'
    FROM stripe_connected_rows r JOIN movements m ON m.account_id = r.account_id AND m.source = r.source
   GROUP BY r.account_id, r.source HAVING sum(r.net) <> max(m.balance)
  UNION ALL
  SELECT 'transfer ' || t.id || ': later ones are in the account’s list, and it is not' FROM stripe_transfers t
    JOIN stripe_cursors c ON c.name = 'connected:' || t.account_id
   WHERE t.state = 'SUCCEEDED' AND t.asked_at < c.reached_at - interval '2 days'
     AND NOT EXISTS (SELECT FROM stripe_connected_rows r WHERE r.source = t.listed_as)
  UNION ALL
  SELECT 'transfer ' || t.id || ': more is coming back than was sent' FROM stripe_transfers t
   WHERE t.fen < (SELECT COALESCE(sum(r.fen), 0) FROM stripe_reversals r WHERE r.transfer_id = t.id AND r.state <> 'FAILED')`;

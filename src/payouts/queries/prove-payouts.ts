import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';
import { contentHash, type ContentLine, type StatementContent } from '../storage/statement-content';
import type { OrderAmount } from '../domain/payout-amounts';

@ReconcileCheck({
  invariant: 'I13',
  sentence:
    'Every line of a statement is an entry of the ledger, a statement is the sum of its lines and has its hash, and what left to suppliers is what statements say',
})
export class ProvePayouts implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const statements = await reader.query<StatementContent & { id: string; contentHash: string }>(
      `SELECT id, number, supplier_id AS "supplierId", period_from AS "periodFrom", period_to AS "periodTo", cut_off_at AS "cutOffAt", calculation,
              carried_fen AS "carriedFen", pay_fen AS "payFen", debt_after_fen AS "debtAfterFen",
              share_list_id AS "shareListId", content_hash AS "contentHash"
         FROM payout_statements WHERE state <> 'OPEN' ORDER BY id`,
    );
    const breaks = (await reader.query<{ line: string }>(BROKEN)).map(({ line }) => line);
    for (const statement of statements) {
      const asked = [statement.id, statement.calculation];
      const lines = await reader.query<ContentLine>(
        `SELECT transfer_id AS "transferId", account_id AS "accountId", kind, order_id AS "orderId", fen
           FROM payout_lines WHERE statement_id = $1 AND calculation = $2`,
        asked,
      );
      const setOffs = await reader.query<OrderAmount>(
        'SELECT order_id AS "orderId", fen FROM payout_set_offs WHERE statement_id = $1 AND calculation = $2',
        asked,
      );
      if (contentHash({ ...statement, lines, setOffs }) !== statement.contentHash)
        breaks.push(`statement ${statement.id}: not what its hash was made of`);
    }
    return { examined: statements.length, breaks };
  }
}

const BROKEN = `
  SELECT 'statement ' || l.statement_id || ': line ' || l.transfer_id || ' is not what the ledger says' AS line
    FROM payout_lines l JOIN ledger_entries e ON e.transfer_id = l.transfer_id AND e.account_id = l.account_id
    JOIN ledger_accounts a ON a.id = e.account_id JOIN payout_statements s ON s.id = l.statement_id
   WHERE l.live AND (l.fen <> -e.fen OR a.owner <> s.supplier_id::text OR l.order_id <> a.subject_id)
  UNION ALL
  SELECT 'statement ' || s.id || ': its lines do not add up' FROM payout_statements s
   WHERE s.lines_fen <> COALESCE((SELECT sum(l.fen) FROM payout_lines l
                                   WHERE l.statement_id = s.id AND l.calculation = s.calculation AND l.live), 0)
      OR s.set_off_fen <> COALESCE((SELECT sum(t.fen) FROM payout_set_offs t
                                     WHERE t.statement_id = s.id AND t.calculation = s.calculation AND s.state <> 'OPEN'), 0)
  UNION ALL
  SELECT 'statement ' || s.id || ': what the ledger promised or paid ' || part.way || ' is not what it says'
    FROM payout_statements s
   CROSS JOIN LATERAL (VALUES
      ('by bank', s.ledger_transfer_id, s.pay_fen - s.connect_fen, 'BANK',
       s.bank_reference IS NOT NULL OR s.pay_fen = s.connect_fen AND s.state = 'RECONCILED'),
      ('by Connect', s.connect_transfer_id, s.connect_fen, 'PROVIDER_CONNECTED', s.connect_state IN ('PAID', 'RETURNED')))
      AS part (way, promise, fen, leaves, paid)
    LEFT JOIN ledger_transfers p ON p.id = part.promise
    LEFT JOIN ledger_transfers r ON r.resolves = p.id
   WHERE s.state IN ('APPROVED', 'PAID_OUT', 'RECONCILED') AND s.pay_fen > 0 AND (part.fen > 0 OR part.promise IS NOT NULL)
     AND (COALESCE(p.step, 'NONE') <> 'PENDING'
          OR EXISTS (SELECT FROM (VALUES ('DISBURSED', part.fen), (part.leaves, -part.fen)) AS moved (purpose, fen)
                      WHERE moved.fen <> COALESCE(
                        (SELECT sum(e.fen) FROM ledger_pending_entries e JOIN ledger_accounts a ON a.id = e.account_id
                          WHERE e.transfer_id = p.id AND a.purpose = moved.purpose), 0))
          OR COALESCE(r.step, 'NONE') <> CASE WHEN part.paid THEN 'POST' ELSE 'NONE' END)
  UNION ALL
  SELECT 'payouts: ' || disbursed || ' left, statements say ' || paid || ', orders say ' || paid_out
    FROM (SELECT COALESCE((SELECT sum(e.fen) FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
                            WHERE a.purpose = 'DISBURSED'), 0) AS disbursed,
                 COALESCE((SELECT sum(CASE WHEN bank_reference IS NOT NULL THEN pay_fen - connect_fen ELSE 0 END
                                      + CASE connect_state WHEN 'PAID' THEN connect_fen ELSE 0 END)
                             FROM payout_statements), 0)
                 + COALESCE((SELECT sum(fen) FROM payout_failures
                              WHERE paid_transfer_id IS NOT NULL AND returned_transfer_id IS NULL), 0) AS paid,
                 COALESCE((SELECT -sum(e.fen) FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
                            WHERE a.purpose = 'PAID_OUT'), 0) AS paid_out) sums
   WHERE disbursed <> paid OR disbursed <> paid_out`;

import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';

interface Break {
  subject_id: string;
  received: string;
  accounted: string;
}

/**
 * I13 per order, from two independent sources: payments and refunds on one side, the ledger's accounts on the other.
 * What was paid out stands on PAID_OUT; what was refunded has left by confirmed refund payments.
 */
@ReconcileCheck({
  invariant: 'I13',
  sentence:
    'Of every order: received = held + payable + paid out + fees + refunded + refund due + disputed or lost in a dispute − owed back by the supplier',
})
export class ProveOrderMoney implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const [count] = await reader.query<{ total: number }>(
      'SELECT count(*)::int AS total FROM payment_requests',
    );
    const broken = await reader.query<Break>(
      `WITH money AS (
         SELECT r.subject_id,
           COALESCE((SELECT sum(p.fen) FROM payments p WHERE p.request_id = r.id), 0) AS received,
           COALESCE((SELECT sum(d.fen) FROM refunds f JOIN refund_payments d ON d.refund_id = f.id
                      WHERE f.request_id = r.id AND d.state = 'DONE'), 0)
           + COALESCE((SELECT sum(x.held_fen + x.payable_fen + x.owed_fen) FROM provider_captures c
                        JOIN capture_disputes x ON x.capture_id = c.id
                       WHERE c.request_id = r.id AND x.state = 'LOST'), 0)
           - COALESCE((SELECT sum(e.fen) FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
                        WHERE a.subject_id = r.subject_id), 0) AS accounted
         FROM payment_requests r)
       SELECT subject_id, received::text, accounted::text FROM money WHERE received <> accounted ORDER BY subject_id`,
    );
    return {
      examined: count?.total ?? 0,
      breaks: broken.map(
        (row) => `order ${row.subject_id}: received ${row.received}, accounted ${row.accounted}`,
      ),
    };
  }
}

import { Database, Repeated, Transactions, oneByOne, type Ticks } from '../../platform/index';
import { CaseBook } from '../storage/case-book';
import { CaseEffect } from '../storage/case-effect';

const AT_ONCE = 200;

/** The money of cases that waited until the payer's bank had decided about a dispute. */
@Repeated({ name: 'refund-waiting-cases', everySeconds: 300 })
export class RefundWaitingCases implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly book: CaseBook,
    private readonly effect: CaseEffect,
  ) {}

  async tick(): Promise<void> {
    const due = await this.database.query<{ id: string }>(
      `SELECT c.id FROM aftersales_cases c
        WHERE c.state IN ('AGREED', 'ARBITRATED') AND c.due_on IS NULL
          AND EXISTS (SELECT FROM aftersales_case_lines l WHERE l.case_id = c.id AND l.live_fen > 0)
          AND c.order_id IN (SELECT r.subject_id FROM capture_disputes x JOIN provider_captures p ON p.id = x.capture_id
              JOIN payment_requests r ON r.id = p.request_id GROUP BY 1 HAVING NOT bool_or(x.state = 'OPEN'))
        ORDER BY c.id LIMIT ${AT_ONCE}`,
    );
    await oneByOne(due, ({ id }) =>
      this.transactions.run(async (tx) => {
        const one = await this.book.lock(tx, id);
        const waits = one?.dueOn === null && (one.state === 'AGREED' || one.state === 'ARBITRATED');
        if (one && waits) await this.effect.refundWaiting(tx, one);
      }),
    );
  }
}

import { Reaction, type DomainEvent, type ReactsInSlices, type Tx } from '../../platform/index';
import { RECALL_CONFIRMED, RECALL_SLICE } from '../domain/recall.states';
import { CaseBook } from '../storage/case-book';
import { RecallCases } from '../storage/recall-cases';

/** The money of a confirmed recall, 50 cases a transaction. */
@Reaction({ name: 'refund-recalled-orders', on: [RECALL_CONFIRMED] })
export class RefundRecalledOrders implements ReactsInSlices {
  constructor(
    private readonly book: CaseBook,
    private readonly cases: RecallCases,
  ) {}

  async handleSlice(tx: Tx, event: DomainEvent, after: string | null): Promise<string | null> {
    const due = await tx.query<{ id: string; orderId: string }>(
      `SELECT id, order_id AS "orderId" FROM aftersales_cases
        WHERE recall_id = $1 AND state = 'OPEN' AND ($2::uuid IS NULL OR order_id > $2) ORDER BY order_id LIMIT $3`,
      [String(event.payload['recallId']), after, RECALL_SLICE],
    );
    await this.book.lockOrders(
      tx,
      due.map(({ orderId }) => orderId),
    );
    for (const { id } of due) {
      const one = await this.book.lock(tx, id);
      if (one?.state === 'OPEN') await this.cases.refund(tx, one);
    }
    return due.length < RECALL_SLICE ? null : (due.at(-1)?.orderId ?? null);
  }
}

import { Reaction, type DomainEvent, type ReactsInBatches, type Tx } from '../../platform/index';
import { orderEvents } from '../../procurement/index';
import { CaseBook } from '../storage/case-book';
import { RecallCases } from '../storage/recall-cases';

/** What was accepted before its recall and settled after it: the case comes with the settlement, and its money where that is decided already. */
@Reaction({ name: 'open-late-recall-cases', on: [orderEvents.settled] })
export class OpenLateRecallCases implements ReactsInBatches {
  constructor(
    private readonly book: CaseBook,
    private readonly cases: RecallCases,
  ) {}

  async handleBatch(tx: Tx, events: readonly DomainEvent[]): Promise<void> {
    const orderIds = [...new Set(events.map(({ payload }) => String(payload['orderId'])))].sort();
    await this.book.lockOrders(tx, orderIds);
    const recalled = await tx.query<{ orderId: string; recallId: string }>(
      `SELECT DISTINCT l.order_id AS "orderId", r.recall_id AS "recallId" FROM order_lines l
         JOIN lot_recall_lots r ON r.lot_id = l.lot_id WHERE l.order_id = ANY($1::uuid[]) ORDER BY 1, 2`,
      [orderIds],
    );
    for (const { orderId, recallId } of recalled) {
      const opened = await this.cases.open(tx, recallId, orderId);
      const decided = opened && (await this.cases.stateOf(tx, recallId)) === 'CONFIRMED';
      if (opened && decided) await this.cases.refund(tx, opened);
    }
  }
}

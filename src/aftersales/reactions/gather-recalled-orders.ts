import { LOT_RECALLED } from '../../catalog/index';
import { Reaction, type DomainEvent, type ReactsInSlices, type Tx } from '../../platform/index';
import { RECALL_SLICE } from '../domain/recall.states';
import { CaseBook } from '../storage/case-book';
import { RecallBook, type RecalledLot } from '../storage/recall-book';
import { RecallCases } from '../storage/recall-cases';

/** States of orders of which nothing is sent, accepted or paid any more. */
const ENDED = ['CANCELLED_BY_BUYER', 'CANCELLED_BY_SUPPLIER', 'PAYMENT_TIMEOUT', 'REFUSED'];

/**
 * All buyers of a recalled lot, 50 orders a transaction: who has settled goods of it gets his case, the sides of running
 * orders are told that these goods stand still. An order that settles later gets its case by that.
 */
@Reaction({ name: 'gather-recalled-orders', on: [LOT_RECALLED] })
export class GatherRecalledOrders implements ReactsInSlices {
  constructor(
    private readonly recalls: RecallBook,
    private readonly cases: RecallCases,
    private readonly book: CaseBook,
  ) {}

  async handleSlice(tx: Tx, event: DomainEvent, after: string | null): Promise<string | null> {
    const told = toldBy(event);
    await this.recalls.begin(tx, told);
    const orders = await tx.query<{ id: string; settled: boolean }>(
      `SELECT DISTINCT o.id FROM order_lines l JOIN orders o ON o.id = l.order_id
        WHERE l.lot_id = $1 AND o.state <> ALL($2) AND ($3::uuid IS NULL OR o.id > $3) ORDER BY o.id LIMIT $4`,
      [told.lotId, ENDED, after, RECALL_SLICE],
    );
    const ids = orders.map(({ id }) => id);
    await this.book.lockOrders(tx, ids);
    for (const id of ids)
      if (!(await this.cases.open(tx, told.recallId, id)) && !(await this.isSettled(tx, id)))
        await this.recalls.tellOrder(tx, id);
    if (orders.length === RECALL_SLICE) return ids.at(-1) ?? null;
    await this.recalls.gathered(tx, told.lotId);
    return null;
  }

  private async isSettled(tx: Tx, orderId: string): Promise<boolean> {
    const rows = await tx.query('SELECT FROM settlements WHERE order_id = $1', [orderId]);
    return rows.length > 0;
  }
}

/** Recalls of before their events said what belongs to them are of one lot each. */
function toldBy({ kind, payload, at }: DomainEvent): RecalledLot {
  const {
    lotId,
    supplierId,
    recallId = lotId,
    lotIds = [lotId],
    recalledBy = null,
  } = payload as unknown as Partial<RecalledLot>;
  if (!lotId || !supplierId || !recallId) throw new Error(`${kind} names no lot`);
  return { lotId, supplierId, recallId, lotIds: lotIds.filter((id) => id !== undefined), recalledBy, at };
}

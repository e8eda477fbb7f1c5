import { LOT_RECALLED } from '../../catalog/index';
import { Reaction, type DomainEvent, type ReactsInSlices, type Tx } from '../../platform/index';
import { REVERSE_RECALLED_LOTS } from '../domain/reaction-names';
import { Bookkeeping } from '../storage/bookkeeping';
import { CountingEntries } from '../storage/counting-entries';
import { OrderSlices } from '../storage/order-slices';

/**
 * Workflow 11: what stands on a recalled lot stops counting. Lots made of it bring events of their own.
 * Whoever judges a portion holds its order's lock from before it reads the lot until its entry is written: under that
 * lock, an entry judged before the recall is seen here, and a judgement after it sees the recall; so whatever happens to
 * an order whose slice has yet to come ends the same.
 */
@Reaction({ name: REVERSE_RECALLED_LOTS, on: [LOT_RECALLED] })
export class ReverseRecalledLots implements ReactsInSlices {
  constructor(
    private readonly entries: CountingEntries,
    private readonly bookkeeping: Bookkeeping,
    private readonly slices: OrderSlices,
  ) {}

  async handleSlice(tx: Tx, event: DomainEvent, after: string | null): Promise<string | null> {
    const { lotId } = event.payload as Record<string, string>;
    if (!lotId) throw new Error(`${event.kind} names no lot`);
    const orders = await this.entries.ordersOf(tx, lotId, this.slices.after(after));
    await this.entries.lockOrders(tx, orders);
    await this.bookkeeping.recall(tx, orders, lotId);
    return this.slices.reached(orders);
  }
}

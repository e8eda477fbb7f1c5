import { LOT_RECALLED } from '../../catalog/index';
import { Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { REVERSE_RECALLED_LOTS } from '../domain/reaction-names';
import { Bookkeeping } from '../storage/bookkeeping';
import { CountingEntries } from '../storage/counting-entries';

/**
 * Workflow 11: what stands on a recalled lot stops counting. Lots made of it bring events of their own.
 * Whoever judges a portion holds its order's lock from before it reads the lot until its entry is written: under that
 * lock, an entry judged before the recall is seen here, and a judgement after it sees the recall.
 */
@Reaction({ name: REVERSE_RECALLED_LOTS, on: [LOT_RECALLED] })
export class ReverseRecalledLots implements Reacts {
  constructor(
    private readonly entries: CountingEntries,
    private readonly bookkeeping: Bookkeeping,
  ) {}

  async handle(tx: Tx, event: DomainEvent): Promise<void> {
    const { lotId } = event.payload as Record<string, string>;
    if (!lotId) throw new Error(`${event.kind} names no lot`);
    const orders = await this.entries.ordersOf(tx, lotId);
    for (const orderId of orders) await this.entries.lockOrder(tx, orderId);
    await this.bookkeeping.recall(tx, orders, lotId);
  }
}

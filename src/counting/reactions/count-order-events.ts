import { Reaction, type DomainEvent, type ReactsInBatches, type Tx } from '../../platform/index';
import { invoiceEvents } from '../../invoices/index';
import { COUNT_ORDER_EVENTS } from '../domain/reaction-names';
import { COUNTED_KINDS } from '../storage/pending-events';
import { CountingEntries } from '../storage/counting-entries';
import { InvoiceTurns } from '../storage/invoice-turns';
import { OrderBatches } from '../storage/order-batches';

/**
 * One reaction for all events of an order, so that one cursor keeps them in their order, whatever order they were taken
 * in; those of many orders are booked together.
 */
@Reaction({
  name: COUNT_ORDER_EVENTS,
  on: COUNTED_KINDS,
})
export class CountOrderEvents implements ReactsInBatches {
  constructor(
    private readonly batches: OrderBatches,
    private readonly entries: CountingEntries,
    private readonly turns: InvoiceTurns,
  ) {}

  async handleBatch(tx: Tx, events: readonly DomainEvent[]): Promise<void> {
    await this.entries.lockJudging(tx);
    const orders = events.map(({ payload }) => String(payload['orderId'])).toSorted();
    await this.entries.lockOrders(tx, orders);
    const moved = events.filter(({ kind }) => kind === invoiceEvents.moved);
    await this.batches.book(
      tx,
      events.filter((event) => !moved.includes(event)),
    );
    await this.turns.turn(tx, moved);
  }
}

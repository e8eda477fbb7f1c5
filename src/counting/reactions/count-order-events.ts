import { Reaction, type DomainEvent, type ReactsInBatches, type Tx } from '../../platform/index';
import { orderEvents } from '../../procurement/index';
import { COUNT_ORDER_EVENTS } from '../domain/reaction-names';
import { CountingEntries } from '../storage/counting-entries';
import { OrderBatches } from '../storage/order-batches';

/**
 * One reaction for all events of an order, so that one cursor keeps them in their order, whatever order they were taken
 * in; those of many orders are booked together.
 */
@Reaction({
  name: COUNT_ORDER_EVENTS,
  on: [orderEvents.paid, orderEvents.settled, orderEvents.settledLineRefunded, orderEvents.cancelled],
})
export class CountOrderEvents implements ReactsInBatches {
  constructor(
    private readonly batches: OrderBatches,
    private readonly entries: CountingEntries,
  ) {}

  async handleBatch(tx: Tx, events: readonly DomainEvent[]): Promise<void> {
    await this.entries.lockJudging(tx);
    const orders = events.map(({ payload }) => String(payload['orderId'])).toSorted();
    await this.entries.lockOrders(tx, orders);
    await this.batches.book(tx, events);
  }
}

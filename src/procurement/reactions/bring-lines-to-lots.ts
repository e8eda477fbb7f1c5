import { Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { orderEvents } from '../domain/order.events';
import { HarvestedLines } from '../storage/harvested-lines';
import { OrderBook } from '../storage/order-book';

/** An order follows what it waited for, wherever that stands by now: running twice changes nothing. */
@Reaction({ name: 'bring-lines-to-lots', on: [orderEvents.harvestMoved] })
export class BringLinesToLots implements Reacts {
  constructor(
    private readonly book: OrderBook,
    private readonly harvested: HarvestedLines,
  ) {}

  async handle(tx: Tx, event: DomainEvent): Promise<void> {
    const order = await this.book.lock(tx, String(event.payload['orderId']));
    // Ended meanwhile: whatever it held is free again.
    if (order && order.harvest !== null) await this.harvested.follow(tx, order);
  }
}

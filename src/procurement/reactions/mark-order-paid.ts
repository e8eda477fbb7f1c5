import { Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { PAYMENT_RECEIVED, PaymentRequests } from '../../payments/index';
import { orderEvents } from '../domain/order.events';
import { OrderBook } from '../storage/order-book';
import { Settling } from '../storage/settling';

/** An order is paid when nothing is outstanding any more; accepted goods are then settled at once. */
@Reaction({ name: 'mark-order-paid', on: [PAYMENT_RECEIVED] })
export class MarkOrderPaid implements Reacts {
  constructor(
    private readonly book: OrderBook,
    private readonly requests: PaymentRequests,
    private readonly settling: Settling,
  ) {}

  async handle(tx: Tx, event: DomainEvent): Promise<void> {
    const order = await this.book.lock(tx, String(event.payload['orderId']));
    if (order?.state !== 'AWAITING_PAYMENT') return;
    const { outstandingFen } = await this.requests.position(tx, { kind: 'ORDER', id: order.id });
    if (outstandingFen > 0n) return;
    const paid = await this.book.move(tx, order, 'markPaid', { actor: null });
    await this.book.publish(tx, paid, orderEvents.paid);
    await this.book.tellBoth(tx, paid, 'ORDER_PAID');
    if (paid.acceptedAt !== null) await this.settling.settleIfPaid(tx, paid);
  }
}

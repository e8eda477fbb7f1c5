import { Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { isCredit, isPaidByShipment } from '../../../libs/payment-plan/src/index';
import { PAYMENT_RECEIVED, PaymentParts, type NextPart } from '../../payments/index';
import { orderEvents } from '../domain/order.events';
import type { OrderState } from '../domain/order.states';
import { dueAnew } from '../storage/parts-due';
import { OrderBook } from '../storage/order-book';
import type { Order } from '../storage/order.entity';
import { Settling } from '../storage/settling';

/**
 * An order is paid when nothing is outstanding any more; accepted goods are then settled at once. Before that a deposit lets
 * goods leave, and each part that is paid passes the word to the next.
 */
@Reaction({ name: 'mark-order-paid', on: [PAYMENT_RECEIVED] })
export class MarkOrderPaid implements Reacts {
  constructor(
    private readonly book: OrderBook,
    private readonly parts: PaymentParts,
    private readonly settling: Settling,
  ) {}

  async handle(tx: Tx, event: DomainEvent): Promise<void> {
    const order = await this.book.lock(tx, String(event.payload['orderId']));
    if (!order) return;
    const next = await this.parts.next(tx, { kind: 'ORDER', id: order.id });
    if (next) return this.passOn(tx, order, next);
    if (order.state === 'AWAITING_PAYMENT' || order.state === 'DEPOSIT_PAID') return this.markPaid(tx, order);
    if (PAYING_ON_THE_WAY.includes(order.state) && order.paymentDueOn !== null)
      await this.note(tx, order, null);
  }

  private async markPaid(tx: Tx, order: Order): Promise<void> {
    const paid = await this.book.move(tx, order, 'markPaid', { actor: null });
    await this.book.publish(tx, paid, orderEvents.paid);
    await this.book.tellBoth(tx, paid, 'ORDER_PAID');
    if (paid.acceptedAt !== null) await this.settling.settleIfPaid(tx, paid);
  }

  private async passOn(tx: Tx, order: Order, next: NextPart): Promise<void> {
    const before = order.state === 'AWAITING_PAYMENT' && order.acceptedAt === null;
    if (before && isCredit(order) && next.kind !== 'DEPOSIT') return this.markDeposit(tx, order);
    if (order.state !== 'AWAITING_PAYMENT' && !PAYING_ON_THE_WAY.includes(order.state)) return;
    if (next.dueOn !== order.paymentDueOn) await this.note(tx, order, next.dueOn);
  }

  private async markDeposit(tx: Tx, order: Order): Promise<void> {
    const changes = dueAnew(null);
    const moved = await this.book.move(tx, order, 'markDepositPaid', { actor: null, changes });
    await this.book.tellBoth(tx, moved, 'DEPOSIT_PAID');
  }

  private async note(tx: Tx, order: Order, dueOn: string | null): Promise<void> {
    if (order.state !== 'AWAITING_PAYMENT' && !isPaidByShipment(order)) return;
    const changes = dueAnew(dueOn);
    const moved = await this.book.move(tx, order, 'notePayment', { actor: null, changes });
    await this.book.tellBoth(tx, moved, 'PART_PAID', dueOn === null ? {} : { nextDueOn: dueOn });
  }
}

/** Where shipments are paid one by one. */
const PAYING_ON_THE_WAY: readonly OrderState[] = ['IN_FULFILMENT', 'SHIPPED', 'DELIVERED', 'DISPUTED'];

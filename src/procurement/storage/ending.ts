import { Injectable } from '@nestjs/common';
import { Budgets } from '../../organizations/index';
import { PaymentRequests } from '../../payments/index';
import type { Actor, Tx } from '../../platform/index';
import { orderEvents } from '../domain/order.events';
import type { OrderVerb } from '../domain/order.states';
import { HelpSales } from './help-sales';
import { OfferedGoods } from './offered-goods';
import { OrderBook } from './order-book';
import type { Order } from './order.entity';

/** Ends an order of which nothing was kept: budget, reservation and whatever was paid go back. */
@Injectable()
export class Ending {
  constructor(
    private readonly book: OrderBook,
    private readonly budgets: Budgets,
    private readonly offered: OfferedGoods,
    private readonly requests: PaymentRequests,
    private readonly helpSales: HelpSales,
  ) {}

  async end(tx: Tx, order: Order, verb: OrderVerb, actor: Actor | null, reason: string): Promise<Order> {
    const ended = await this.book.move(tx, order, verb, {
      actor,
      reason,
      changes: { reason, harvest: null, cutAnswerOn: null },
    });
    await this.budgets.giveBack(tx, { subjectKind: 'Order', subjectId: order.id, fen: 'ALL' });
    await this.offered.release(tx, await this.book.lines(tx, order.id));
    await this.helpSales.giveBack(tx, order);
    if (await this.requests.asks(tx, { kind: 'ORDER', id: order.id })) await this.payBack(tx, order);
    await this.book.publish(tx, ended, orderEvents.cancelled, { state: ended.state });
    await this.book.tellBoth(tx, ended, 'ORDER_CANCELLED');
    return ended;
  }

  /** Closed first: what arrives from now on stays in suspense, so nothing is missed between reading and paying back. */
  private async payBack(tx: Tx, order: Order): Promise<void> {
    const subject = { kind: 'ORDER', id: order.id } as const;
    await this.requests.close(tx, subject);
    const { heldFen } = await this.requests.position(tx, subject);
    if (heldFen > 0n)
      await this.requests.refund(tx, {
        subject,
        fen: heldFen,
        reason: 'CANCELLED',
        from: 'HELD',
        key: `ended:${order.id}`,
      });
  }
}

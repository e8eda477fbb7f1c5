import { Injectable } from '@nestjs/common';
import { isPaidBeforeDispatch, isPaidByShipment } from '../../../libs/payment-plan/src/index';
import type { Actor, Tx } from '../../platform/index';
import { restOf } from '../domain/delivery.rules';
import { totalFen } from '../domain/order';
import { orderEvents } from '../domain/order.events';
import { AcceptedGoods } from './accepted-goods';
import { AcceptedMoney } from './accepted-money';
import { dueAnew } from './parts-due';
import { Ending } from './ending';
import { OrderBook } from './order-book';
import { readProgress } from './progress';
import { ShipmentMoney } from './shipment-money';
import { Settling } from './settling';
import type { Order } from './order.entity';

/** What follows when deliveries change: shipped, delivered, accepted and, where it is paid, settled. */
@Injectable()
export class Completion {
  constructor(
    private readonly book: OrderBook,
    private readonly goods: AcceptedGoods,
    private readonly ending: Ending,
    private readonly settling: Settling,
    private readonly money: AcceptedMoney,
    private readonly shipments: ShipmentMoney,
  ) {}

  async advance(tx: Tx, order: Order, actor: Actor | null): Promise<Order> {
    let now = order;
    const progress = await readProgress(tx, order.id);
    if (now.state === 'IN_FULFILMENT' && progress.every((line) => restOf(line) === 0n))
      now = await this.book.move(tx, now, 'shipRest', { actor });
    const waiting = await this.openShipments(tx, order.id);
    if (now.state === 'SHIPPED' && waiting.onTheirWay === 0)
      now = await this.book.move(tx, now, 'deliver', { actor });
    if (now.state !== 'DELIVERED' || waiting.arrived > 0) return this.shipments.ask(tx, now);
    const accepted = await this.goods.repriced(tx, now);
    if (accepted.parts.length === 0) return this.ending.end(tx, now, 'refuseAll', actor, 'ALL_REFUSED');
    return this.settling.settleIfPaid(tx, await this.accept(tx, now, actor, accepted));
  }

  private async accept(tx: Tx, order: Order, actor: Actor | null, accepted: AcceptedAmounts): Promise<Order> {
    const { goodsFen, freightFen } = accepted;
    const changes = { acceptedAt: tx.at, acceptedGoodsFen: goodsFen, acceptedFreightFen: freightFen };
    const data = { goodsFen: String(goodsFen), freightFen: String(freightFen) };
    const done = await this.book.move(tx, order, 'accept', { actor, changes, data });
    await this.book.publish(tx, done, orderEvents.accepted);
    const due = await this.money.ask(tx, done, totalFen(accepted), actor);
    if (due === null) return done;
    const waiting = isPaidByShipment(order) && due.dueOn === order.paymentDueOn ? {} : dueAnew(due.dueOn);
    const asked = await this.book.move(tx, done, 'requestPayment', { actor: null, changes: waiting });
    if (isPaidBeforeDispatch(order))
      await this.book.tellBoth(tx, asked, 'EXTRA_DUE', { dueOn: due.dueOn, fen: String(due.fen) });
    return asked;
  }

  private async openShipments(tx: Tx, orderId: string): Promise<{ onTheirWay: number; arrived: number }> {
    const [counted] = await tx.query<{ onTheirWay: number; arrived: number }>(
      `SELECT count(*) FILTER (WHERE state = 'DISPATCHED')::int AS "onTheirWay",
         count(*) FILTER (WHERE state = 'ARRIVED')::int AS arrived FROM shipments WHERE order_id = $1`,
      [orderId],
    );
    return counted ?? { onTheirWay: 0, arrived: 0 };
  }
}

interface AcceptedAmounts {
  readonly goodsFen: bigint;
  readonly freightFen: bigint;
}

import { Injectable } from '@nestjs/common';
import { isPaidByShipment, partsWhenAccepted, restOfAccepted } from '../../../libs/payment-plan/src/index';
import { PaymentParts, PaymentRequests } from '../../payments/index';
import { addDays, businessDateOf, type Tx } from '../../platform/index';
import { totalFen } from '../domain/order';
import { AcceptedGoods } from './accepted-goods';
import { AskForPayment } from './ask-for-payment';
import { dueAnew } from './parts-due';
import { OrderBook } from './order-book';
import { OrderRules } from './order-rules';
import type { Order } from './order.entity';

/** Asks for the price of what was accepted while more of the order is to come, where it is paid shipment by shipment. */
@Injectable()
export class ShipmentMoney {
  constructor(
    private readonly book: OrderBook,
    private readonly goods: AcceptedGoods,
    private readonly requests: PaymentRequests,
    private readonly parts: PaymentParts,
    private readonly asking: AskForPayment,
    private readonly rules: OrderRules,
  ) {}

  async ask(tx: Tx, order: Order): Promise<Order> {
    if (!isPaidByShipment(order)) return order;
    const wantedFen = restOfAccepted(order, totalFen(await this.goods.repriced(tx, order)));
    const subject = { kind: 'ORDER', id: order.id } as const;
    const shipments = (await this.parts.of(tx, subject)).filter(({ kind }) => kind === 'SHIPMENT');
    const fen = wantedFen - shipments.reduce((sum, part) => sum + part.fen, 0n);
    if (fen <= 0n) return order; // nothing of it was taken
    const days = await this.rules.days(tx, 'POSTPAID_PAYMENT_DAYS', order.placedOn);
    const dueOn = addDays(businessDateOf(tx.at), days);
    if (await this.requests.asks(tx, subject)) await this.parts.askForShipment(tx, { subject, fen, dueOn });
    else
      await this.asking.open(
        tx,
        order,
        partsWhenAccepted(order, fen).map((part) => ({ ...part, dueOn })),
      );
    return this.tell(tx, order, fen);
  }

  private async tell(tx: Tx, order: Order, fen: bigint): Promise<Order> {
    const next = await this.parts.next(tx, { kind: 'ORDER', id: order.id });
    const dueOn = next?.dueOn ?? null;
    if (dueOn === null) return order; // paid ahead
    const changes = dueOn === order.paymentDueOn ? {} : dueAnew(dueOn);
    const data = { fen: String(fen), dueOn };
    const asked = await this.book.move(tx, order, 'askForShipment', { actor: null, changes, data });
    await this.book.tellBoth(tx, asked, 'PART_DUE', data);
    return asked;
  }
}

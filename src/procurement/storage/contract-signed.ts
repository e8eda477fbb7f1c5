import { Injectable } from '@nestjs/common';
import { partsWhenSigned, type FirstDays } from '../../../libs/payment-plan/src/index';
import { addDays, businessDateOf, type Actor, type Tx } from '../../platform/index';
import { totalFen } from '../domain/order';
import { orderEvents } from '../domain/order.events';
import { AskForPayment } from './ask-for-payment';
import { OrderBook } from './order-book';
import { OrderBudget } from './order-budget';
import { OrderRules } from './order-rules';
import type { Order } from './order.entity';

/** What follows when both have signed: the budget bears the sum, and the plan asks for its first money or for the goods. */
@Injectable()
export class ContractSigned {
  constructor(
    private readonly book: OrderBook,
    private readonly rules: OrderRules,
    private readonly asking: AskForPayment,
    private readonly budget: OrderBudget,
  ) {}

  async follow(tx: Tx, order: Order, buyer: Actor): Promise<void> {
    await this.budget.bringTo(tx, order, totalFen(order), buyer);
    await this.book.publish(tx, order, orderEvents.contractSigned);
    await this.book.tellBoth(tx, order, 'CONTRACT_SIGNED');
    await this.askForMoney(tx, order);
  }

  /** Nothing is asked before both have signed and every line stands on a lot. */
  async askForMoney(tx: Tx, order: Order): Promise<void> {
    if (order.terms === 'POSTPAID' || order.state !== 'CONTRACT_SIGNED' || order.harvest !== null) return;
    const days = await this.firstDays(tx, order);
    const changes = { paymentDueOn: days.firstOn };
    await this.book.move(tx, order, 'requestPayment', { actor: null, changes });
    await this.asking.open(tx, order, partsWhenSigned(order, totalFen(order), days));
  }

  /** A balance before dispatch is due some days before delivery, and never before the deposit. */
  private async firstDays(tx: Tx, order: Order): Promise<FirstDays> {
    const days = await this.rules.paymentDays(tx, order);
    const firstOn = addDays(businessDateOf(tx.at), days.first);
    const balanceOn = addDays(order.deliveryOn, -days.ahead);
    return { firstOn, balanceOn: balanceOn < firstOn ? firstOn : balanceOn };
  }
}

import { Injectable } from '@nestjs/common';
import { Budgets } from '../../organizations/index';
import { PaymentRequests } from '../../payments/index';
import { addDays, businessDateOf, type BusinessDate, type Tx } from '../../platform/index';
import { totalFen } from '../domain/order';
import { AskForPayment } from './ask-for-payment';
import { OrderRules } from './order-rules';
import type { Order } from './order.entity';

/** Brings budget and payment request to what was accepted. */
@Injectable()
export class AcceptedMoney {
  constructor(
    private readonly budgets: Budgets,
    private readonly requests: PaymentRequests,
    private readonly asking: AskForPayment,
    private readonly rules: OrderRules,
  ) {}

  /** The day until which the rest is due; null where nothing is outstanding. */
  async ask(tx: Tx, order: Order, acceptedFen: bigint): Promise<BusinessDate | null> {
    await this.followBudget(tx, order, acceptedFen - totalFen(order));
    const days = await this.rules.days(tx, 'POSTPAID_PAYMENT_DAYS', order.placedOn);
    const dueOn = addDays(businessDateOf(tx.at), days);
    const subject = { kind: 'ORDER', id: order.id } as const;
    if (order.terms === 'POSTPAID') await this.asking.open(tx, order, acceptedFen, dueOn);
    else await this.requests.changeAmount(tx, { subject, fen: acceptedFen });
    const { outstandingFen } = await this.requests.position(tx, subject);
    if (outstandingFen === 0n) return null;
    await this.requests.changeDueDate(tx, { subject, dueOn });
    return dueOn;
  }

  private async followBudget(tx: Tx, order: Order, moreFen: bigint): Promise<void> {
    const subject = { subjectKind: 'Order', subjectId: order.id };
    if (moreFen < 0n) await this.budgets.giveBack(tx, { ...subject, fen: -moreFen });
    if (moreFen > 0n)
      await this.budgets.reserve(tx, { ...subject, unitId: order.unitId, on: order.placedOn, fen: moreFen });
  }
}

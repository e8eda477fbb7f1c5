import { Injectable } from '@nestjs/common';
import { isPaidBeforeDispatch } from '../../../libs/payment-plan/src/index';
import { PaymentParts, PaymentRequests } from '../../payments/index';
import { addDays, type BusinessDate, type Tx } from '../../platform/index';
import { extraStep } from '../domain/unpaid-extra';
import { OrderBook } from './order-book';
import { OrderDesk } from './order-desk';
import { OrderRules } from './order-rules';
import { Order } from './order.entity';
import { Settling } from './settling';

/** Ends the wait for the price of what was delivered above an order that was paid before dispatch, as its contract says. */
@Injectable()
export class UnpaidExtras {
  constructor(
    private readonly book: OrderBook,
    private readonly desk: OrderDesk,
    private readonly rules: OrderRules,
    private readonly requests: PaymentRequests,
    private readonly parts: PaymentParts,
    private readonly settling: Settling,
  ) {}

  async follow(tx: Tx, orderId: string, today: BusinessDate): Promise<void> {
    const order = await this.book.lock(tx, orderId);
    if (order?.state !== 'AWAITING_PAYMENT' || !isPaidBeforeDispatch(order) || order.acceptedAt === null)
      return;
    if (!order.extraClause || order.paymentDueOn === null) return;
    const step = extraStep({ dueOn: order.paymentDueOn, remindedOn: order.extraRemindedOn }, today);
    if (step === 'REMIND') await this.remind(tx, order, today);
    if (step === 'SETTLE') await this.settling.settleForPaid(tx, order);
  }

  /** The last reminder sets the last term, so that nobody is settled upon unreminded, however long the jobs stood still. */
  private async remind(tx: Tx, order: Order, today: BusinessDate): Promise<void> {
    const days = await this.rules.days(tx, 'EXTRA_PAYMENT_GRACE_DAYS', order.placedOn);
    const paymentDueOn = addDays(today, days);
    const { outstandingFen } = await this.requests.positionUnderLock(tx, { kind: 'ORDER', id: order.id });
    if (outstandingFen === 0n) return;
    const changes = { paymentDueOn, extraRemindedOn: today };
    await tx.manager.update(Order, { id: order.id }, changes);
    await this.parts.giveUntil(tx, { subject: { kind: 'ORDER', id: order.id }, dueOn: paymentDueOn });
    await this.desk.refresh(tx, Object.assign(order, changes));
    const data = { dueOn: paymentDueOn, fen: String(outstandingFen) };
    await this.book.tellBoth(tx, order, 'EXTRA_OVERDUE', data);
  }
}

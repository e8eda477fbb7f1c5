import { Injectable } from '@nestjs/common';
import { isPaidBeforeDispatch } from '../../../libs/payment-plan/src/index';
import { PaymentParts, type NextPart } from '../../payments/index';
import { addDays, type BusinessDate, type Tx } from '../../platform/index';
import { overdueStep } from '../domain/overdue';
import { OrderBook } from './order-book';
import { OrderDesk } from './order-desk';
import { OrderRules } from './order-rules';
import { Order } from './order.entity';

/** Follows money that is overdue for goods the buyer has: it ends no order, so people take it up. */
@Injectable()
export class OverduePayments {
  constructor(
    private readonly book: OrderBook,
    private readonly desk: OrderDesk,
    private readonly rules: OrderRules,
    private readonly parts: PaymentParts,
  ) {}

  async follow(tx: Tx, orderId: string, today: BusinessDate): Promise<void> {
    const order = await this.book.lock(tx, orderId);
    if (!order || order.paymentDueOn === null || isPaidBeforeDispatch(order)) return;
    const next = await this.parts.next(tx, { kind: 'ORDER', id: order.id });
    // Paid, with its event on the way.
    if (next === null || next.dueOn !== order.paymentDueOn) return;
    const days = await this.rules.days(tx, 'PAYMENT_ESCALATION_DAYS', order.placedOn);
    const { paymentDueOn: dueOn, overdueToldOn: toldOn, overdueEscalated: escalated } = order;
    const step = overdueStep({ dueOn, toldOn, escalated }, today, (told) => addDays(told, days));
    if (step === 'TELL') await this.tell(tx, order, next, today);
    if (step === 'ESCALATE') await this.escalate(tx, order, next);
  }

  private async tell(tx: Tx, order: Order, next: NextPart, today: BusinessDate): Promise<void> {
    // No state changes and nobody has to look again: the version stays.
    await tx.manager.update(Order, { id: order.id }, { overdueToldOn: today });
    await this.book.tellBoth(tx, order, 'PAYMENT_OVERDUE', saying(next));
  }

  private async escalate(tx: Tx, order: Order, next: NextPart): Promise<void> {
    const changes = { overdueEscalated: true };
    const moved = await this.book.move(tx, order, 'escalatePayment', {
      actor: null,
      changes,
      data: saying(next),
    });
    await this.book.tellBoth(tx, moved, 'PAYMENT_ESCALATED', saying(next));
    await this.desk.tell(tx, moved, 'PLATFORM', 'PAYMENT_ESCALATED', saying(next));
  }
}

const saying = ({ dueOn, leftFen }: NextPart) => ({ dueOn: dueOn ?? '', fen: String(leftFen) });

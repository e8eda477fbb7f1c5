import { Injectable } from '@nestjs/common';
import { allot, dated, isPaidBeforeDispatch, partsWhenAccepted } from '../../../libs/payment-plan/src/index';
import { PaymentParts, PaymentRequests } from '../../payments/index';
import { addDays, businessDateOf, type Actor, type BusinessDate, type Tx } from '../../platform/index';
import { AskForPayment } from './ask-for-payment';
import { OrderBudget } from './order-budget';
import { OrderRules } from './order-rules';
import type { Order } from './order.entity';

/** Still to be paid of an accepted order. */
export interface Due {
  /** Of the part that is due next. */
  readonly dueOn: BusinessDate;
  readonly fen: bigint;
}

/** Brings budget, payment request and its parts to what was accepted. */
@Injectable()
export class AcceptedMoney {
  constructor(
    private readonly budget: OrderBudget,
    private readonly requests: PaymentRequests,
    private readonly parts: PaymentParts,
    private readonly asking: AskForPayment,
    private readonly rules: OrderRules,
  ) {}

  /** What is outstanding and until when; null where nothing is. */
  async ask(tx: Tx, order: Order, acceptedFen: bigint, actor: Actor | null): Promise<Due | null> {
    await this.budget.bringTo(tx, order, acceptedFen, actor);
    const days = await this.rules.days(
      tx,
      order.extraClause && isPaidBeforeDispatch(order) ? 'EXTRA_PAYMENT_DAYS' : 'POSTPAID_PAYMENT_DAYS',
      order.placedOn,
    );
    const dueOn = addDays(businessDateOf(tx.at), days);
    const gapDays = await this.rules.days(tx, 'INSTALMENT_DAYS', order.placedOn);
    const subject = { kind: 'ORDER', id: order.id } as const;
    if (await this.requests.asks(tx, subject))
      await this.parts.reprice(tx, { subject, fen: acceptedFen, dueOn, gapDays });
    else {
      const parts = allot(partsWhenAccepted(order, acceptedFen), 0n);
      await this.asking.open(tx, order, dated(parts, dueOn, gapDays, addDays));
    }
    const next = await this.parts.next(tx, subject);
    const { outstandingFen } = await this.requests.position(tx, subject);
    return next && { dueOn: next.dueOn ?? dueOn, fen: outstandingFen };
  }
}

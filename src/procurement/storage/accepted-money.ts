import { Injectable } from '@nestjs/common';
import { PaymentRequests } from '../../payments/index';
import { addDays, businessDateOf, type Actor, type BusinessDate, type Tx } from '../../platform/index';
import { AskForPayment } from './ask-for-payment';
import { OrderBudget } from './order-budget';
import { OrderRules } from './order-rules';
import type { Order } from './order.entity';

/** Still to be paid of an accepted order. */
export interface Due {
  readonly dueOn: BusinessDate;
  readonly fen: bigint;
}

/** Brings budget and payment request to what was accepted. */
@Injectable()
export class AcceptedMoney {
  constructor(
    private readonly budget: OrderBudget,
    private readonly requests: PaymentRequests,
    private readonly asking: AskForPayment,
    private readonly rules: OrderRules,
  ) {}

  /** What is outstanding and until when; null where nothing is. */
  async ask(tx: Tx, order: Order, acceptedFen: bigint, actor: Actor | null): Promise<Due | null> {
    await this.budget.bringTo(tx, order, acceptedFen, actor);
    const days = await this.rules.days(
      tx,
      order.extraClause && order.terms === 'PREPAID' ? 'EXTRA_PAYMENT_DAYS' : 'POSTPAID_PAYMENT_DAYS',
      order.placedOn,
    );
    const dueOn = addDays(businessDateOf(tx.at), days);
    const subject = { kind: 'ORDER', id: order.id } as const;
    if (order.terms === 'POSTPAID') await this.asking.open(tx, order, acceptedFen, dueOn);
    else await this.requests.changeAmount(tx, { subject, fen: acceptedFen });
    const { outstandingFen } = await this.requests.position(tx, subject);
    if (outstandingFen === 0n) return null;
    await this.requests.changeDueDate(tx, { subject, dueOn });
    return { dueOn, fen: outstandingFen };
  }
}

import {
  Clock,
  Database,
  Repeated,
  Transactions,
  addDays,
  businessDateOf,
  oneByOne,
  type Ticks,
} from '../../platform/index';
import { PaymentParts } from '../../payments/index';
import { AWAITED } from '../storage/parts-due';
import { OrderBook } from '../storage/order-book';
import { OrderRules } from '../storage/order-rules';
import { Order } from '../storage/order.entity';

const AT_ONCE = 200;

/** Reminds both sides once of each part, some days of the dated rule before it is due. */
@Repeated({ name: 'remind-of-payments', everySeconds: 300 })
export class RemindOfPayments implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly book: OrderBook,
    private readonly rules: OrderRules,
    private readonly parts: PaymentParts,
  ) {}

  async tick(): Promise<void> {
    const today = businessDateOf(this.clock.now());
    const until = addDays(today, await this.rules.days(this.database, 'PAYMENT_REMINDER_DAYS', today));
    const due = await this.database.query<{ id: string }>(
      `SELECT id FROM orders WHERE ${AWAITED} AND payment_due_on <= $1 AND NOT payment_reminded
       ORDER BY payment_due_on, id LIMIT ${AT_ONCE}`,
      [until],
    );
    await oneByOne(due, ({ id }) => this.remind(id));
  }

  private async remind(orderId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const order = await this.book.lock(tx, orderId);
      if (!order || order.paymentReminded) return;
      const next = await this.parts.next(tx, { kind: 'ORDER', id: order.id });
      // Paid, with its event on the way.
      if (next === null || next.dueOn !== order.paymentDueOn) return;
      // No state changes and nobody has to look again: the version stays.
      await tx.manager.update(Order, { id: order.id }, { paymentReminded: true });
      await this.book.tellBoth(tx, order, 'PAYMENT_DUE', {
        dueOn: next.dueOn ?? '',
        fen: String(next.leftFen),
      });
    });
  }
}

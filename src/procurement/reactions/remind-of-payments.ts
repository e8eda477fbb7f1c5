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
import { OrderBook } from '../storage/order-book';
import { Order } from '../storage/order.entity';

const DAYS_BEFORE = 3;
const AT_ONCE = 200;

/** Reminds both sides once, some days before a payment is due. */
@Repeated({ name: 'remind-of-payments', everySeconds: 300 })
export class RemindOfPayments implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly book: OrderBook,
  ) {}

  async tick(): Promise<void> {
    const until = addDays(businessDateOf(this.clock.now()), DAYS_BEFORE);
    const due = await this.database.query<{ id: string }>(
      `SELECT id FROM orders WHERE state = 'AWAITING_PAYMENT' AND payment_due_on <= $1 AND NOT payment_reminded
       ORDER BY payment_due_on, id LIMIT ${AT_ONCE}`,
      [until],
    );
    await oneByOne(due, ({ id }) => this.remind(id));
  }

  private async remind(orderId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const order = await this.book.lock(tx, orderId);
      if (order?.state !== 'AWAITING_PAYMENT' || order.paymentReminded) return;
      // No state changes and nobody has to look again: the version stays.
      await tx.manager.update(Order, { id: order.id }, { paymentReminded: true });
      await this.book.tellBoth(tx, order, 'PAYMENT_DUE');
    });
  }
}

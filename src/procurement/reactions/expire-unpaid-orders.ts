import {
  Clock,
  Database,
  Repeated,
  Transactions,
  businessDateOf,
  oneByOne,
  type Ticks,
} from '../../platform/index';
import { PaymentRequests } from '../../payments/index';
import { Ending } from '../storage/ending';
import { OrderBook } from '../storage/order-book';

const AT_ONCE = 100;

/** Ends prepaid orders nobody paid in time: the goods are free again and the budget comes back. */
@Repeated({ name: 'expire-unpaid-orders', everySeconds: 60 })
export class ExpireUnpaidOrders implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly book: OrderBook,
    private readonly ending: Ending,
    private readonly requests: PaymentRequests,
  ) {}

  async tick(): Promise<void> {
    const today = businessDateOf(this.clock.now());
    const late = await this.database.query<{ id: string }>(
      `SELECT id FROM orders WHERE state = 'AWAITING_PAYMENT' AND payment_due_on < $1 AND accepted_at IS NULL
       ORDER BY payment_due_on, id LIMIT ${AT_ONCE}`,
      [today],
    );
    await oneByOne(late, ({ id }) => this.expire(id, today));
  }

  private async expire(orderId: string, today: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const order = await this.book.lock(tx, orderId);
      const late = order?.paymentDueOn && order.paymentDueOn < today && order.acceptedAt === null;
      if (order?.state !== 'AWAITING_PAYMENT' || !late) return;
      // All the money may be there with its event still on the way: such an order is paid, not late.
      const { outstandingFen } = await this.requests.position(tx, { kind: 'ORDER', id: order.id });
      if (outstandingFen > 0n) await this.ending.end(tx, order, 'timeOut', null, 'PAYMENT_TIMEOUT');
    });
  }
}

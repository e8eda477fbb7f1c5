import {
  Clock,
  Database,
  Repeated,
  Transactions,
  businessDateOf,
  oneByOne,
  type Ticks,
} from '../../platform/index';
import { PaymentParts } from '../../payments/index';
import { Ending } from '../storage/ending';
import { OrderBook } from '../storage/order-book';

const AT_ONCE = 100;

/** Ends orders whose money was due before dispatch and did not come: goods, budget and whatever was paid go back. */
@Repeated({ name: 'expire-unpaid-orders', everySeconds: 60 })
export class ExpireUnpaidOrders implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly book: OrderBook,
    private readonly ending: Ending,
    private readonly parts: PaymentParts,
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
      // The money may be there with its event still on the way, or arrive now: such an order is paid, not late.
      const next = await this.parts.nextUnderLock(tx, { kind: 'ORDER', id: order.id });
      if (next?.dueOn && next.dueOn < today)
        await this.ending.end(tx, order, 'timeOut', null, 'PAYMENT_TIMEOUT');
    });
  }
}

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
import { OrderRules } from '../storage/order-rules';

const AT_ONCE = 200;

/** Closes settled orders after the days of the dated rule; a refund of their lines stays possible. */
@Repeated({ name: 'close-settled-orders', everySeconds: 3600 })
export class CloseSettledOrders implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly book: OrderBook,
    private readonly rules: OrderRules,
  ) {}

  async tick(): Promise<void> {
    const today = businessDateOf(this.clock.now());
    const days = await this.rules.days(this.database, 'ORDER_CLOSING_DAYS', today);
    const old = await this.database.query<{ id: string }>(
      `SELECT o.id FROM orders o JOIN settlements s ON s.order_id = o.id
       WHERE o.state = 'SETTLED' AND s.settled_on < $1 ORDER BY s.settled_on, o.id LIMIT ${AT_ONCE}`,
      [addDays(today, -days)],
    );
    await oneByOne(old, ({ id }) => this.close(id));
  }

  private async close(orderId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const order = await this.book.lock(tx, orderId);
      if (order?.state === 'SETTLED') await this.book.move(tx, order, 'close', { actor: null });
    });
  }
}

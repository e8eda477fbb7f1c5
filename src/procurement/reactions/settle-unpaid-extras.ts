import {
  Clock,
  Database,
  Repeated,
  Transactions,
  businessDateOf,
  oneByOne,
  type Ticks,
} from '../../platform/index';
import { UnpaidExtras } from '../storage/unpaid-extras';

const AT_ONCE = 100;

/** Reminds of extras that are overdue, and settles for what was paid once the last term has passed. */
@Repeated({ name: 'settle-unpaid-extras', everySeconds: 60 })
export class SettleUnpaidExtras implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly extras: UnpaidExtras,
  ) {}

  async tick(): Promise<void> {
    const today = businessDateOf(this.clock.now());
    const late = await this.database.query<{ id: string }>(
      `SELECT id FROM orders WHERE state = 'AWAITING_PAYMENT' AND payment_due_on < $1
         AND accepted_at IS NOT NULL AND extra_clause AND (terms = 'PREPAID' OR rest_due = 'BEFORE_DISPATCH')
       ORDER BY payment_due_on, id LIMIT ${AT_ONCE}`,
      [today],
    );
    await oneByOne(late, ({ id }) => this.transactions.run((tx) => this.extras.follow(tx, id, today)));
  }
}

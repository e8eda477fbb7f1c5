import {
  Clock,
  Database,
  Repeated,
  Transactions,
  businessDateOf,
  oneByOne,
  type Ticks,
} from '../../platform/index';
import { IntentBook } from '../storage/intent-book';

const AT_ONCE = 100;

/** After its last day an intent is over: its parks see it no more, and its investor is told. */
@Repeated({ name: 'expire-intents', everySeconds: 300 })
export class ExpireIntents implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly book: IntentBook,
  ) {}

  async tick(): Promise<void> {
    const over = await this.database.query<{ id: string }>(
      `SELECT id FROM investment_intents WHERE state = 'OPEN' AND valid_until < $1::date
        ORDER BY valid_until, id LIMIT ${AT_ONCE}`,
      [businessDateOf(this.clock.now())],
    );
    await oneByOne(over, ({ id }) => this.expire(id));
  }

  private async expire(id: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const intent = await this.book.lock(tx, id);
      if (intent?.state !== 'OPEN' || intent.validUntil >= businessDateOf(tx.at)) return;
      await this.book.move(tx, intent, 'expire', null);
    });
  }
}

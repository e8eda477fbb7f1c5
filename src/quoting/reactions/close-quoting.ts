import { Clock, Database, Repeated, Transactions, oneByOne, type Ticks } from '../../platform/index';
import { ON_MARKET, QuotedRequests } from '../../sourcing/index';
import { QuoteEnding } from '../storage/quote-ending';

const AT_ONCE = 100;

/** At its deadline a request waits for its award; without a quote that stands it ends and its budget comes back. */
@Repeated({ name: 'close-quoting', everySeconds: 60 })
export class CloseQuoting implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly requests: QuotedRequests,
    private readonly ending: QuoteEnding,
  ) {}

  async tick(): Promise<void> {
    const late = await this.database.query<{ id: string }>(
      `SELECT id FROM sourcing_requests WHERE state IN ('OPEN', 'QUOTING') AND quote_deadline <= $1
       ORDER BY quote_deadline, id LIMIT ${AT_ONCE}`,
      [this.clock.now()],
    );
    await oneByOne(late, ({ id }) => this.close(id));
  }

  private async close(id: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const request = await this.requests.lock(tx, id);
      if (!request || !ON_MARKET.includes(request.state) || request.quoteDeadline > tx.at) return;
      await this.ending.closeQuoting(tx, request);
    });
  }
}

import { Clock, Database, Repeated, Transactions, oneByOne, type Ticks } from '../../platform/index';
import { RequestBook } from '../storage/request-book';
import { RequestOpening } from '../storage/request-opening';

const AT_ONCE = 100;

/** Ends requests whose deadline came without a quote; what they reserved goes back. */
@Repeated({ name: 'expire-unquoted-requests', everySeconds: 60 })
export class ExpireUnquotedRequests implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly book: RequestBook,
    private readonly opening: RequestOpening,
  ) {}

  async tick(): Promise<void> {
    const late = await this.database.query<{ id: string }>(
      `SELECT id FROM sourcing_requests WHERE state = 'OPEN' AND quote_deadline <= $1
       ORDER BY quote_deadline, id LIMIT ${AT_ONCE}`,
      [this.clock.now()],
    );
    await oneByOne(late, ({ id }) => this.expire(id));
  }

  private async expire(id: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const request = await this.book.lock(tx, id);
      if (request?.state !== 'OPEN' || request.quoteDeadline > tx.at) return;
      await this.opening.shut(tx, null, request, 'expire');
    });
  }
}

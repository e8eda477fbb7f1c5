import {
  Clock,
  Database,
  Repeated,
  Transactions,
  businessDateOf,
  oneByOne,
  type Ticks,
} from '../../platform/index';
import { QuotedRequests } from '../../sourcing/index';
import { QuoteEnding } from '../storage/quote-ending';

const AT_ONCE = 100;

/** A quote binds to the end of the day it names. With the last that stands the request ends, if its deadline has come. */
@Repeated({ name: 'expire-quotes', everySeconds: 300 })
export class ExpireQuotes implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly requests: QuotedRequests,
    private readonly ending: QuoteEnding,
  ) {}

  async tick(): Promise<void> {
    const over = await this.database.query<{ requestId: string }>(
      `SELECT DISTINCT request_id AS "requestId" FROM quotes
        WHERE state IN ('SUBMITTED', 'COUNTERED', 'REVISED', 'SHORTLISTED') AND valid_until < $1 LIMIT ${AT_ONCE}`,
      [businessDateOf(this.clock.now())],
    );
    await oneByOne(over, ({ requestId }) =>
      this.transactions.run(async (tx) => {
        const request = await this.requests.lock(tx, requestId);
        if (request) await this.ending.expireOver(tx, request);
      }),
    );
  }
}

import {
  Clock,
  Database,
  Repeated,
  Transactions,
  businessDateOf,
  oneByOne,
  type Ticks,
} from '../../platform/index';
import { OfferBook } from '../storage/offer-book';

const AT_ONCE = 100;

/** After its last day a project is offered no more, and who offered it is told. */
@Repeated({ name: 'expire-project-offers', everySeconds: 300 })
export class ExpireOffers implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly book: OfferBook,
  ) {}

  async tick(): Promise<void> {
    const over = await this.database.query<{ id: string }>(
      `SELECT id FROM project_offers WHERE state = 'PUBLISHED' AND valid_until < $1::date
        ORDER BY valid_until, id LIMIT ${AT_ONCE}`,
      [businessDateOf(this.clock.now())],
    );
    await oneByOne(over, ({ id }) => this.expire(id));
  }

  private async expire(id: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const offer = await this.book.lock(tx, id);
      if (offer?.state !== 'PUBLISHED' || offer.validUntil >= businessDateOf(tx.at)) return;
      await this.book.move(tx, offer, 'expire', null);
    });
  }
}

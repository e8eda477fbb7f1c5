import { Clock, Database, Repeated, Transactions, oneByOne, type Ticks } from '../../platform/index';
import { SampleBook } from '../storage/sample-book';

const AT_ONCE = 100;

/** Nobody waits for ever: a wish for a sample that is not answered lapses, and both sides are told. */
@Repeated({ name: 'lapse-samples', everySeconds: 300 })
export class LapseSamples implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly book: SampleBook,
  ) {}

  async tick(): Promise<void> {
    const late = await this.database.query<{ id: string }>(
      `SELECT id FROM samples WHERE state = 'REQUESTED' AND answer_until <= $1
        ORDER BY answer_until, id LIMIT ${AT_ONCE}`,
      [this.clock.now()],
    );
    await oneByOne(late, ({ id }) => this.lapse(id));
  }

  private async lapse(id: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const locked = await this.book.lock(tx, id);
      if (locked?.sample.state !== 'REQUESTED' || locked.sample.answerUntil > tx.at) return;
      await this.book.move(tx, locked, 'lapse', null);
    });
  }
}

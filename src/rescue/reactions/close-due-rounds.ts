import { Clock, Database, Repeated, Transactions, oneByOne, type Ticks } from '../../platform/index';
import { RoundBook } from '../storage/round-book';
import { RoundClosing } from '../storage/round-closing';

const AT_ONCE = 100;

/** Closes rounds at their deadline; what the supplier never agreed to ends there too. */
@Repeated({ name: 'close-due-rounds', everySeconds: 60 })
export class CloseDueRounds implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly book: RoundBook,
    private readonly closing: RoundClosing,
  ) {}

  async tick(): Promise<void> {
    const due = await this.database.query<{ id: string }>(
      `SELECT id FROM rescue_rounds WHERE state IN ('PROPOSED', 'GATHERING') AND closes_at <= $1
       ORDER BY closes_at, id LIMIT ${AT_ONCE}`,
      [this.clock.now()],
    );
    await oneByOne(due, ({ id }) => this.close(id));
  }

  private async close(id: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const round = await this.book.lock(tx, id);
      if (!round || round.closesAt > tx.at) return;
      if (round.state === 'GATHERING') await this.closing.close(tx, round);
      if (round.state === 'PROPOSED')
        await this.book.tellSellers(
          tx,
          await this.book.move(tx, round, 'cancel', null),
          'RESCUE_ROUND_CANCELLED',
        );
    });
  }
}

import { Clock, Database, Repeated, Transactions, oneByOne, type Ticks } from '../../platform/index';
import { PoolBook } from '../storage/pool-book';
import { PoolClosing } from '../storage/pool-closing';

const AT_ONCE = 100;

/** Closes pools whose deadline has come: to the market, or below their minimum. */
@Repeated({ name: 'close-due-pools', everySeconds: 60 })
export class CloseDuePools implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly pools: PoolBook,
    private readonly closing: PoolClosing,
  ) {}

  async tick(): Promise<void> {
    const due = await this.database.query<{ id: string }>(
      `SELECT id FROM pools WHERE state = 'GATHERING' AND gathering_deadline <= $1
        ORDER BY gathering_deadline, id LIMIT ${AT_ONCE}`,
      [this.clock.now()],
    );
    await oneByOne(due, ({ id }) => this.close(id));
  }

  private async close(id: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const pool = await this.pools.lock(tx, id);
      if (pool?.state !== 'GATHERING' || pool.gatheringDeadline > tx.at) return;
      await this.closing.close(tx, null, pool);
    });
  }
}

import { Transactions } from '../database/transactions';
import { JobQueue } from './queue';
import { Repeated, type Ticks } from './reaction';

/**
 * A killed worker leaves its jobs marked as taken, and the queue believes the mark for four hours. A job taken for
 * three seconds gets a second one beside it: if the first is alive after all, the reaction's cursor lets one of them
 * work and the other finds nothing left to do.
 */
@Repeated({ name: 'wake-forgotten-reactions', everySeconds: 1 })
export class WakeForgottenReactions implements Ticks {
  constructor(
    private readonly transactions: Transactions,
    private readonly queue: JobQueue,
  ) {}

  async tick(): Promise<void> {
    await this.transactions.run(async (tx) => {
      // With the second job the first loses its key, so it is woken once.
      const taken = await tx.query<{ key: string }>(
        `SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'react' AND key IS NOT NULL AND locked_at < now() - interval '3 s'`,
      );
      for (const { key } of taken) {
        const end = key.indexOf('/');
        await this.queue.add(tx, { reaction: key.slice(0, end), stream: key.slice(end + 1) });
      }
    });
  }
}

import { Transactions } from '../database/transactions';
import { Errands } from './errands';
import { Repeated, type Ticks } from './reaction';

/**
 * A worker killed on an errand leaves it marked as taken for four hours, as with reactions. Errands are longer: one that
 * was taken a minute ago gets a second beside it, which an errand must be safe for.
 */
@Repeated({ name: 'wake-forgotten-errands', everySeconds: 10 })
export class WakeForgottenErrands implements Ticks {
  constructor(
    private readonly transactions: Transactions,
    private readonly errands: Errands,
  ) {}

  async tick(): Promise<void> {
    await this.transactions.run(async (tx) => {
      const taken = await tx.query<{ key: string }>(
        `SELECT key FROM graphile_worker.jobs
          WHERE task_identifier = 'errand' AND key IS NOT NULL AND locked_at < now() - interval '60 s'`,
      );
      for (const { key } of taken) {
        const end = key.indexOf('/');
        await this.errands.ask(tx, key.slice(0, end), [key.slice(end + 1)]);
      }
    });
  }
}

import { Database, Repeated, Transactions, log, oneByOne, type Ticks } from '../../platform/index';
import { ParkMarkets } from '../storage/park-markets';
import type { ParkRun } from '../storage/park-run.entity';
import { inThread, type FinishedParkRun } from '../storage/park-run-work';
import { ParkRuns } from '../storage/park-runs';

const DUTY = 'carry-out-park-runs';
/** What lost its thread so often is not begun again. */
const MOST_ATTEMPTS = 3;

/** One at a time, each in a thread: nothing is written between the frozen input and the whole result, and no transaction is open meanwhile. */
@Repeated({ name: DUTY, everySeconds: 2 })
export class CarryOutParkRuns implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly runs: ParkRuns,
    private readonly markets: ParkMarkets,
  ) {}

  async tick(): Promise<void> {
    const waiting = await this.database.query<{ id: string }>(
      'SELECT id FROM park_runs WHERE ended_at IS NULL ORDER BY requested_at, id LIMIT 20',
    );
    await oneByOne(waiting, ({ id }) => this.carryOut(id));
  }

  private async carryOut(id: string): Promise<void> {
    const run = await this.begin(id);
    const input = run && (await this.runs.input(this.database, id));
    if (!input) return;
    const finished = await this.compute(id, input.text);
    if (finished === 'LOST') return;
    await this.transactions.run(async (tx) => {
      const locked = await this.runs.lock(tx, id);
      // Begun again by another worker meanwhile it is his.
      if (locked?.state !== 'RUNNING' || locked.attempts !== run.attempts) return;
      if (finished) await this.runs.keep(tx, locked, finished);
      else await this.runs.fail(tx, locked, 'INPUT_UNSOUND');
    });
  }

  /** What is begun again stands on what it froze the first time. Null: there is nothing to carry out. */
  private begin(id: string): Promise<ParkRun | null> {
    return this.transactions.run(async (tx) => {
      const run = await this.runs.lock(tx, id);
      if (!run || run.endedAt) return null;
      if (run.attempts >= MOST_ATTEMPTS) {
        await this.runs.fail(tx, run, 'THREAD_LOST');
        return null;
      }
      const begun = await this.runs.move(tx, run, 'begin', { attempts: run.attempts + 1 });
      if (await this.runs.input(tx, id)) return begun;
      return this.runs.keepInput(tx, begun, await this.markets.freeze(tx, begun));
    });
  }

  private async compute(id: string, text: string): Promise<FinishedParkRun | null | 'LOST'> {
    try {
      return await inThread(text);
    } catch (error) {
      const said = error instanceof Error ? error.message.split('\n')[0] : 'fault';
      log.warn('duty failed', { duty: DUTY, outcome: 'BEGUN_AGAIN', said: `park run ${id}: ${said}` });
      return 'LOST';
    }
  }
}

import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Database, Transactions } from '../../platform/index';
import { MatchRun } from './match-run.entity';
import { MatchRuns } from './match-runs';
import type { MatchWorker } from './match-worker';
import { RunInputs } from './run-inputs';
import { RunResults } from './run-results';
import { ThreadedWork } from './threaded-work';

export const DUTY = 'carry-out-match-runs';

/** Carries match runs out. */
@Injectable()
export class MatchRunner implements OnModuleDestroy {
  private readonly work: ThreadedWork<MatchRun>;

  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    runs: MatchRuns,
    private readonly inputs: RunInputs,
    private readonly results: RunResults,
  ) {
    this.work = new ThreadedWork(database, transactions, {
      duty: DUTY,
      name: 'match run',
      rows: runs,
      freeze: (run, worker) => this.freeze(run, worker),
      compute: (run, worker) => this.compute(run, worker),
    });
  }

  runWaiting(): Promise<void> {
    return this.work.runWaiting();
  }

  onModuleDestroy(): Promise<void> {
    return this.work.stop();
  }

  private async freeze(run: MatchRun, worker: MatchWorker): Promise<MatchRun | null> {
    const input = await this.inputs.freeze(run, worker);
    if (!input) return null;
    return this.transactions.run(async (tx) => {
      await this.inputs.keep(tx, input);
      return tx.change(MatchRun, run, { inputSha256: input.sha256 });
    });
  }

  private async compute(run: MatchRun, worker: MatchWorker): Promise<void> {
    const input = await this.inputs.ofRun(this.database, run.id);
    if (!input) throw new Error('the run has no input');
    const finished = await worker.ask('RUN', { input });
    await this.transactions.run((tx) => this.results.keep(tx, run, finished));
  }
}

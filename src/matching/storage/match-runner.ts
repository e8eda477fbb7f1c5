import { constants } from 'node:os';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Database, Transactions, log } from '../../platform/index';
import { MatchRun, type RunFailure } from './match-run.entity';
import { MatchRuns } from './match-runs';
import type { FinishedRun } from './match-tasks';
import { MatchWorker } from './match-worker';
import { failureOf, isTakenOver } from './run-failures';
import { RunInputs } from './run-inputs';
import { RunResults } from './run-results';

/** A run whose thread was lost so often is not begun again. */
const MOST_ATTEMPTS = 3;
export const DUTY = 'carry-out-match-runs';

/**
 * Carries runs out, one at a time, each in a thread of its own. Nothing is written between the frozen input and the
 * whole result, and no transaction is open while the thread computes.
 */
@Injectable()
export class MatchRunner implements OnModuleDestroy {
  private worker: MatchWorker | null = null;
  private stopping = false;

  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly runs: MatchRuns,
    private readonly inputs: RunInputs,
    private readonly results: RunResults,
  ) {}

  /** Until nothing waits; only one caller at a time may be here, whichever process it is in. */
  async runWaiting(): Promise<void> {
    for (let id = await this.runs.next(this.database); id && !this.stopping;) {
      const run = await this.begin(id);
      if (run && !(await this.carryOut(run))) return;
      id = await this.runs.next(this.database);
    }
  }

  /** A thread at work is stopped; its run stays RUNNING and is begun again by the next worker. */
  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    await this.worker?.end();
  }

  private begin(id: string): Promise<MatchRun | null> {
    return this.transactions.run(async (tx) => {
      const run = await this.runs.find(tx, id);
      if (!run) return null;
      if (run.attempts >= MOST_ATTEMPTS) {
        await this.runs.fail(tx, run, 'THREAD_LOST');
        return null;
      }
      const verb = run.state === 'RUNNING' ? 'beginAgain' : 'begin';
      return this.runs.move(tx, run, verb, { attempts: run.attempts + 1 });
    });
  }

  /** False where another worker has begun the run again meanwhile, as when the duty's lock was lost: it is his now. */
  private async carryOut(run: MatchRun): Promise<boolean> {
    const worker = new MatchWorker(constants.priority.PRIORITY_BELOW_NORMAL);
    this.worker = worker;
    try {
      const frozen = await this.withInput(run, worker);
      if (!frozen) {
        await this.fail(run, 'NO_RULES');
        return true;
      }
      const finished = await this.computed(frozen, worker);
      await this.transactions.run((tx) => this.results.keep(tx, frozen, finished));
      return true;
    } catch (error) {
      if (isTakenOver(error)) return false;
      const failure = failureOf(error);
      if (!this.stopping)
        log.warn('duty failed', {
          duty: DUTY,
          outcome: failure ?? 'BEGUN_AGAIN',
          said: `match run ${run.id}: ${textOf(error)}`,
        });
      if (failure && !this.stopping) await this.fail(run, failure);
      return true;
    } finally {
      this.worker = null;
      await worker.end();
    }
  }

  /** A run begun again stands on what it froze the first time. */
  private async withInput(run: MatchRun, worker: MatchWorker): Promise<MatchRun | null> {
    if (run.inputSha256) return run;
    const input = await this.inputs.freeze(run, worker);
    if (!input) return null;
    return this.transactions.run(async (tx) => {
      await this.inputs.keep(tx, input);
      return tx.change(MatchRun, run, { inputSha256: input.sha256 });
    });
  }

  private async computed(run: MatchRun, worker: MatchWorker): Promise<FinishedRun> {
    const input = await this.inputs.ofRun(this.database, run.id);
    if (!input) throw new Error('the run has no input');
    return worker.ask('RUN', { input });
  }

  private async fail({ id, attempts }: MatchRun, failure: RunFailure): Promise<void> {
    await this.transactions.run(async (tx) => {
      const run = await this.runs.find(tx, id);
      if (run?.attempts === attempts && run.state === 'RUNNING') await this.runs.fail(tx, run, failure);
    });
  }
}

const textOf = (error: unknown) => (error instanceof Error ? error.message.split('\n')[0] : 'fault');

import { Worker, type Transferable } from 'node:worker_threads';
import { Refused } from '../../../libs/workflow/src/index';
import { solverModule } from '../../platform/index';
import type { MatchTaskKind, MatchTasks, ThreadAnswer } from './match-tasks';

/** Heap of one thread; the solver's memory lies outside it and is bounded by the engine's own limits. */
const MEMORY = { maxOldGenerationSizeMb: 1_200, maxYoungGenerationSizeMb: 64, stackSizeMb: 8 };
const THREAD = () => require.resolve('./match-thread.js');

/** The thread is gone without an answer. */
export class MatchThreadLost extends Error {
  constructor(
    readonly how: 'MEMORY' | 'CRASH' | 'ENDED',
    override readonly cause?: Error,
  ) {
    super(`the matching thread ended: ${how}`);
  }
}

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** One thread that matches. It knows no setting and no secret of the process, and no database. */
export class MatchWorker {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;
  private gone: MatchThreadLost | null = null;

  /** `priority`: as of a process, 19 gives way to everybody. */
  constructor(priority: number) {
    this.worker = new Worker(THREAD(), {
      env: {},
      execArgv: [],
      resourceLimits: MEMORY,
      workerData: { solver: solverModule(), priority },
    });
    this.worker.unref();
    this.worker.on('message', (answer: ThreadAnswer) => this.heard(answer));
    this.worker.on('error', (error: NodeJS.ErrnoException) =>
      this.lost(new MatchThreadLost(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'MEMORY' : 'CRASH', error)),
    );
    this.worker.on('exit', () => this.lost(new MatchThreadLost('CRASH')));
  }

  get alive(): boolean {
    return this.gone === null;
  }

  /** Tasks are done one after another. Throws what the task refuses, and MatchThreadLost; the thread is of no use then. */
  ask<Kind extends MatchTaskKind>(
    kind: Kind,
    task: MatchTasks[Kind][0],
    given: readonly Transferable[] = [],
  ): Promise<MatchTasks[Kind][1]> {
    if (this.gone) return Promise.reject(this.gone);
    this.asked += 1;
    const id = this.asked;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ id, task: { kind, ...task } }, [...given]);
    });
  }

  async end(): Promise<void> {
    this.lost(new MatchThreadLost('ENDED'));
    await this.worker.terminate();
  }

  private heard(said: ThreadAnswer): void {
    const waiting = this.waiting.get(said.id);
    this.waiting.delete(said.id);
    if (!waiting) return;
    if ('answer' in said) waiting.resolve(said.answer as never);
    else if ('refusals' in said) waiting.reject(new Refused(said.refusals));
    else waiting.reject(new Error(said.fault));
  }

  private lost(how: MatchThreadLost): void {
    this.gone ??= how;
    for (const { reject } of this.waiting.values()) reject(this.gone);
    this.waiting.clear();
  }
}

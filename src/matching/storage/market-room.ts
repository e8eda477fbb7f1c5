import { constants } from 'node:os';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Database, tooBusy } from '../../platform/index';
import type { MatchTasks } from './match-tasks';
import { MatchWorker } from './match-worker';
import { RunInputs } from './run-inputs';

const MOST_WAITING = 32;
const RETRY_AFTER_SECONDS = 5;
const IDLE_MS = 600_000;

type Asking = 'EXPLAIN' | 'ANSWER';
type Answer<Kind extends Asking> = Exclude<MatchTasks[Kind][1], 'UNKNOWN_RUN'>;

/** What the run stood on is no longer kept: nothing of it can be explained. */
export class InputDropped extends Error {}

/**
 * Runs as somebody looks at them, in one thread beside the event loop: computed again from their frozen input when first
 * asked for, which proves them at the same time, and kept as far as the thread's memory is bounded.
 */
@Injectable()
export class MarketRoom implements OnModuleDestroy {
  private worker: MatchWorker | null = null;
  private readonly holding = new Map<string, Promise<void>>();
  private waiting = 0;
  private idle: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly inputs: RunInputs,
  ) {}

  /** Throws TOO_MANY_REQUESTS where too many wait, and Refused for what the engine refuses. */
  async ask<Kind extends Asking>(kind: Kind, task: MatchTasks[Kind][0]): Promise<Answer<Kind>> {
    if (this.waiting >= MOST_WAITING) throw tooBusy(RETRY_AFTER_SECONDS);
    this.waiting += 1;
    clearTimeout(this.idle);
    try {
      return await this.asked(kind, task);
    } finally {
      this.waiting -= 1;
      clearTimeout(this.idle);
      if (this.waiting === 0) this.idle = setTimeout(() => void this.close(), IDLE_MS).unref();
    }
  }

  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.idle);
    await this.close();
  }

  private async asked<Kind extends Asking>(kind: Kind, task: MatchTasks[Kind][0]): Promise<Answer<Kind>> {
    const worker = this.present();
    const first = await worker.ask(kind, task);
    if (first !== 'UNKNOWN_RUN') return first as Answer<Kind>;
    await this.hold(worker, task.runId);
    const second = await worker.ask(kind, task);
    if (second === 'UNKNOWN_RUN') throw tooBusy(RETRY_AFTER_SECONDS);
    return second as Answer<Kind>;
  }

  private present(): MatchWorker {
    if (this.worker?.alive !== true) {
      this.holding.clear();
      this.worker = new MatchWorker(constants.priority.PRIORITY_BELOW_NORMAL);
    }
    return this.worker;
  }

  /** Whoever asks for the same run meanwhile waits for the same computation. */
  private hold(worker: MatchWorker, runId: string): Promise<void> {
    const known = this.holding.get(runId);
    if (known) return known;
    const held = this.computed(worker, runId).finally(() => this.holding.delete(runId));
    this.holding.set(runId, held);
    return held;
  }

  private async computed(worker: MatchWorker, runId: string): Promise<void> {
    const input = await this.inputs.ofRun(this.database, runId);
    const kept = await this.database.one<{ sha256: string }>(
      'SELECT report_sha256 AS sha256 FROM match_runs WHERE id = $1',
      [runId],
    );
    if (!kept) throw new Error(`match run ${runId} is not there`);
    if (!input) throw new InputDropped(runId);
    const { sha256 } = await worker.ask('HOLD', { runId, input });
    // I25: what people would read of it is not what was proposed.
    if (sha256 !== kept.sha256) throw new Error(`match run ${runId} does not come out as it was kept`);
  }

  private async close(): Promise<void> {
    const { worker } = this;
    this.worker = null;
    await worker?.end();
  }
}

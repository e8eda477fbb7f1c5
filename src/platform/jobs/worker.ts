import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Logger as WorkerLogger, run, runOnce, type Runner, type TaskList } from 'graphile-worker';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { AppConfig } from '../config/config';
import { sqlState } from '../database/sql-state';
import { kindOf } from '../logging/fault';
import { log } from '../logging/log';
import { ConnectionWatch } from '../database/connection-watch';
import { PoolConnections, ProductClient, type ProductClientOptions } from '../database/product-client';
import { Batches } from './batches';
import { Errands, type AskedErrand } from './errands';
import type { Wakeup } from './queue';
import { Reactions } from './reactions';
import { RepeatedDuties } from './repeated-duties';

/** How long what runs may take to end when the process is asked to stop. */
const PATIENCE_MS = 4000;
const RUN_AGAIN_MS = 500;

/** House: reactions. Errands: calls that leave it. */
type Slots = 'house' | 'errands';

/** Runs jobs: any number of worker processes may, each job runs in one of them. */
@Injectable()
export class Worker implements BeforeApplicationShutdown {
  private pool: pg.Pool | undefined;
  private readonly runners = new Map<Slots, Runner>();
  private stopping = false;

  constructor(
    private readonly config: AppConfig,
    private readonly reactions: Reactions,
    private readonly batches: Batches,
    private readonly errands: Errands,
    private readonly duties: RepeatedDuties,
    private readonly watch: ConnectionWatch,
  ) {}

  async start(): Promise<void> {
    await this.run('house');
    await this.run('errands');
    this.batches.start();
    this.duties.start();
  }

  /** Works until no job is due, then returns. */
  async drain(): Promise<void> {
    const taskList = { ...this.tasks('house'), ...this.tasks('errands') };
    do await runOnce({ ...this.options(), taskList, concurrency: 1, noHandleSignals: true });
    while (await this.batches.drain());
  }

  /** Before the connections close: what runs may end for a moment, the rest goes back to its table for another worker. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    const runners = [...this.runners.values()];
    const ended = Promise.allSettled([
      this.duties.stop(),
      this.batches.stop(),
      ...runners.map((runner) => runner.stop()),
    ]);
    if (!(await within(PATIENCE_MS, ended)))
      await within(PATIENCE_MS / 2, Promise.allSettled(runners.map((runner) => runner.kill('stopping'))));
    await within(1000, this.pool?.end() ?? Promise.resolve());
  }

  /** Errands have slots of their own: who waits for a provider that hangs keeps no work of the house waiting. */
  private async run(slots: Slots): Promise<void> {
    const runner = await run({
      ...this.options(),
      taskList: this.tasks(slots),
      concurrency: slots === 'house' ? this.config.workerConcurrency : this.config.errandConcurrency,
      noHandleSignals: true,
      pollInterval: 1000,
    });
    this.runners.set(slots, runner);
    const again = () => void this.runAgain(slots);
    runner.promise.then(again, again);
  }

  /** The queue's runner gives up when it cannot hand a job back; the process does not. */
  private async runAgain(slots: Slots): Promise<void> {
    while (!this.stopping) {
      log.warn('job runner ended');
      await sleep(RUN_AGAIN_MS);
      if (!this.stopping && (await this.run(slots).then(succeeded, failed))) return;
    }
  }

  private options() {
    this.pool ??= this.openPool();
    return { pgPool: this.pool, logger: quietLogger };
  }

  private openPool(): pg.Pool {
    const connections = new PoolConnections();
    const settings: pg.PoolConfig & ProductClientOptions = {
      connectionString: this.config.directDatabaseUrl,
      max: this.config.workerConcurrency + this.config.errandConcurrency + 4,
      application_name: 'xieshou-jobs',
      Client: ProductClient,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      connections,
    };
    const pool = new pg.Pool(settings);
    pool.on('error', () => undefined);
    pool.on('connect', (client) => client.on('error', () => undefined));
    this.watch.alsoWatch(connections);
    return pool;
  }

  private tasks(slots: Slots): TaskList {
    if (slots === 'errands') return { errand: (payload) => this.errands.run(payload as AskedErrand) };
    return {
      react: (payload) => {
        const wakeup = payload as Wakeup;
        return this.reactions
          .catchUp(wakeup)
          .catch((error: unknown) => Promise.reject(withoutData(wakeup, error)));
      },
    };
  }
}

/** The queue stores and logs what it catches; database messages hold data, so only the kind of fault goes on. */
function withoutData({ reaction, stream }: Wakeup, error: unknown): Error {
  return new Error(`${reaction} on ${stream}: ${kindOf(error)} ${sqlState(error) ?? ''}`);
}

const HEARD: ReadonlySet<string> = new Set(['error']);

const quietLogger = new WorkerLogger(() => (level, message) => {
  if (HEARD.has(level)) log.error('job queue', { said: message.split('\n')[0] });
});

const succeeded = () => true;
const failed = () => false;

async function within(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  const patience = new AbortController();
  const late = sleep(milliseconds, undefined, { signal: patience.signal }).then(failed, failed);
  const done = await Promise.race([work.then(succeeded, succeeded), late]);
  patience.abort();
  return done;
}

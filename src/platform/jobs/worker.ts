import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Logger as WorkerLogger, run, runOnce, type Runner, type TaskList } from 'graphile-worker';
import pg from 'pg';
import { AppConfig } from '../config/config';
import { sqlState } from '../database/sql-state';
import { kindOf } from '../logging/fault';
import { log } from '../logging/log';
import type { Wakeup } from './queue';
import { Reactions } from './reactions';
import { RepeatedDuties } from './repeated-duties';

/** Runs jobs: any number of worker processes may, each job runs in one of them. */
@Injectable()
export class Worker implements BeforeApplicationShutdown {
  private pool: pg.Pool | undefined;
  private runner: Runner | undefined;

  constructor(
    private readonly config: AppConfig,
    private readonly reactions: Reactions,
    private readonly duties: RepeatedDuties,
  ) {}

  async start(): Promise<void> {
    this.runner = await run({
      ...this.options(),
      concurrency: this.config.workerConcurrency,
      noHandleSignals: true,
      pollInterval: 1000,
    });
    this.duties.start();
  }

  /** Works until no job is due, then returns. */
  async drain(): Promise<void> {
    await runOnce({ ...this.options(), concurrency: 1, noHandleSignals: true });
  }

  /** Before the connections close: what runs may end, what waits stays in its table. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.duties.stop();
    await this.runner?.stop().catch(() => undefined);
    await this.pool?.end();
  }

  private options() {
    this.pool ??= this.openPool();
    return { pgPool: this.pool, taskList: this.tasks(), logger: quietLogger };
  }

  private openPool(): pg.Pool {
    const pool = new pg.Pool({
      connectionString: this.config.databaseUrl,
      max: this.config.workerConcurrency + 2,
      application_name: 'xieshou-jobs',
    });
    pool.on('error', () => undefined);
    pool.on('connect', (client) => client.on('error', () => undefined));
    return pool;
  }

  private tasks(): TaskList {
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

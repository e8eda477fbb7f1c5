import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppConfig } from '../config/config';
import { faultFields } from '../logging/fault';
import { log } from '../logging/log';
import { presentOrigin } from '../origin/origin';
import { dataSourceOptions } from './data-source';
import { Database } from './database';
import type { Reader } from './reader';
import { Staleness } from './staleness';
import { sqlState } from './sql-state';
import { rowsOf } from './tx';

/** How long a replica that failed is left alone. */
const REST_MILLISECONDS = 5_000;

/**
 * For queries that read much and may be a little behind: progress, exports, search. They go to the read replica where
 * there is one that is not too far behind, else to the database itself; so does everything of a request that has
 * written. A figure that decides something is never read here.
 */
@Injectable()
export class ReadReplica implements Reader, OnApplicationShutdown {
  private opening: Promise<DataSource> | undefined;
  private restUntil = 0;
  private readonly staleness = new Staleness();

  constructor(
    private readonly config: AppConfig,
    private readonly database: Database,
  ) {}

  async query<Row = Record<string, unknown>>(
    sql: string,
    parameters: readonly unknown[] = [],
  ): Promise<Row[]> {
    const replica = await this.usable();
    if (!replica) return this.database.query<Row>(sql, parameters);
    try {
      return rowsOf<Row>(await replica.query(sql, [...parameters]));
    } catch (error) {
      if (!isTheReplicas(error)) throw error; // asking again what took too long would hurt the database, too
      this.rest(error);
      return this.database.query<Row>(sql, parameters);
    }
  }

  async one<Row = Record<string, unknown>>(
    sql: string,
    parameters: readonly unknown[] = [],
  ): Promise<Row | null> {
    return (await this.query<Row>(sql, parameters))[0] ?? null;
  }

  async onApplicationShutdown(): Promise<void> {
    const replica = await this.opening?.catch(() => undefined);
    await replica?.destroy();
  }

  private async usable(): Promise<DataSource | null> {
    const { readUrl, readMostBehindMilliseconds } = this.config.readReplica;
    if (readUrl === null || presentOrigin()?.wrote || performance.now() < this.restUntil) return null;
    try {
      this.opening ??= this.open(readUrl);
      const replica = await this.opening;
      const behind = await this.staleness.of(this.database, { query: (sql) => replica.query(sql) });
      return behind <= readMostBehindMilliseconds ? replica : null;
    } catch (error) {
      this.rest(error);
      return null;
    }
  }

  private async open(url: string): Promise<DataSource> {
    const options = dataSourceOptions(url, Math.max(2, Math.floor(this.config.poolSize / 2)));
    const replica = await new DataSource(options).initialize();
    const { master } = replica.driver as unknown as { master: { on(event: string, hear: () => void): void } };
    master.on('error', () => undefined); // the query under way fails by itself
    return replica;
  }

  private rest(cause: unknown): void {
    this.restUntil = performance.now() + REST_MILLISECONDS;
    const failed = this.opening;
    this.opening = undefined;
    void failed?.then((replica) => replica.destroy()).catch(() => undefined);
    log.warn('read replica', faultFields(cause));
  }
}

/** Gone, ending, full, giving way to what it replays (40001), or behind with the structure: the database may do better. */
function isTheReplicas(error: unknown): boolean {
  const state = sqlState(error);
  return state === undefined || /^(08|53|57P|40001|42P01|42703)/.test(state);
}

import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { log } from '../logging/log';
import type { PoolConnections, ProductClient } from './product-client';
import { DatabasePulse } from './pulse';

const LOOK_EVERY_MS = 1000;
/** An answer that takes longer than this is asked after. */
const SUSPICIOUS_MS = 2000;
/** While the database cannot be reached at all, nobody waits longer than this. */
const HOPELESS_MS = 5000;

/**
 * A network can lose a question or its answer without a word, and then both sides wait. Where an answer takes long,
 * the server is asked, on a connection of its own, whether it still works on it; if not, the connection is given up
 * with all idle ones, which came the same way, and whoever waits on it tries again on a new one.
 */
@Injectable()
export class ConnectionWatch implements OnModuleInit, OnApplicationShutdown {
  private readonly pools: PoolConnections[];
  private timer: NodeJS.Timeout | undefined;
  private looking = false;

  constructor(
    source: DataSource,
    private readonly pulse: DatabasePulse,
  ) {
    const { extra } = source.options as { extra?: { connections?: PoolConnections } };
    this.pools = extra?.connections ? [extra.connections] : [];
  }

  alsoWatch(pool: PoolConnections): void {
    this.pools.push(pool);
  }

  onModuleInit(): void {
    this.timer = setInterval(() => void this.lookOnce(), LOOK_EVERY_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async lookOnce(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    try {
      const suspects = this.waitingLongerThan(SUSPICIOUS_MS);
      if (suspects.size === 0) return;
      const forgotten = await this.forgotten(suspects);
      for (const pool of this.pools) giveUp(pool, forgotten, suspects);
      if (forgotten.size > 0) log.warn('connections given up', { said: String(forgotten.size) });
    } finally {
      this.looking = false;
    }
  }

  private waitingLongerThan(milliseconds: number): Map<ProductClient, number> {
    const now = performance.now();
    const waiting = this.pools.flatMap((pool) => [...pool.waiting]);
    return new Map(waiting.filter(([, since]) => now - since > milliseconds));
  }

  /** Those the server does not work for (any more). */
  private async forgotten(suspects: ReadonlyMap<ProductClient, number>): Promise<Set<ProductClient>> {
    const pidOf = (client: ProductClient) => (client as unknown as { processID: number | null }).processID;
    try {
      const pids = [...suspects.keys()].map(pidOf);
      const working = await this.pulse.ask<{ pid: number }>(
        `SELECT pid FROM pg_stat_activity WHERE pid = ANY($1) AND (state = 'active' OR state_change > now() - interval '1 s')`,
        [pids],
      );
      if (!this.pulse.direct) return new Set();
      const known = new Set(working.map(({ pid }) => pid));
      return new Set([...suspects.keys()].filter((client) => !known.has(pidOf(client) ?? 0)));
    } catch {
      return new Set(this.waitingLongerThan(HOPELESS_MS).keys());
    }
  }
}

function giveUp(
  pool: PoolConnections,
  forgotten: ReadonlySet<ProductClient>,
  asked: ReadonlyMap<ProductClient, number>,
): void {
  const mine = [...forgotten].filter(
    (client) => pool.open.has(client) && pool.waiting.get(client) === asked.get(client),
  );
  if (mine.length === 0) return;
  const idle = [...pool.open].filter((client) => !pool.waiting.has(client));
  for (const client of [...mine, ...idle]) client.abandon();
}

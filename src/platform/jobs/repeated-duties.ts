import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppConfig } from '../config/config';
import { faultFields } from '../logging/fault';
import { log } from '../logging/log';
import { originOf, within } from '../origin/origin';
import type { RepeatedOptions, Ticks } from './reaction';
import { ReactionRegistry } from './registry';

/** Runs what time itself causes, in whichever worker process holds the duty's lock. */
@Injectable()
export class RepeatedDuties {
  private readonly mostAtOnce: number;
  private timers: NodeJS.Timeout[] = [];
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly registry: ReactionRegistry,
    private readonly source: DataSource,
    config: AppConfig,
  ) {
    // A duty holds one connection for its lock and needs another for its work.
    this.mostAtOnce = Math.floor(config.poolSize / 2);
  }

  start(): void {
    this.timers = this.registry.repeated.map((duty) => {
      let busy = false;
      return setInterval(() => {
        if (busy || this.running.size >= this.mostAtOnce) return;
        busy = true;
        const run = within(originOf(randomUUID(), null), () => this.runAlone(duty)).finally(() => {
          busy = false;
          this.running.delete(run);
        });
        this.running.add(run);
      }, duty.everySeconds * 1000);
    });
  }

  async stop(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await Promise.allSettled(this.running);
  }

  /** Each duty once, now; for tests and tools. */
  async runAll(): Promise<void> {
    for (const duty of this.registry.repeated) await duty.target.tick();
  }

  /**
   * The lock belongs to a transaction that does nothing else, so it works through a pooler too, and it frees itself
   * when its connection ends: a killed worker blocks nobody.
   */
  private async runAlone(duty: RepeatedOptions & { target: Ticks }): Promise<void> {
    const runner = this.source.createQueryRunner();
    try {
      await runner.startTransaction();
      const rows = (await runner.query(
        `SELECT set_config('idle_in_transaction_session_timeout', '0', true), pg_try_advisory_xact_lock(hashtext($1)) AS mine`,
        [duty.name],
      )) as { mine: boolean }[];
      if (rows[0]?.mine) await duty.target.tick();
      await runner.commitTransaction();
    } catch (error) {
      log.error('duty failed', { duty: duty.name, ...faultFields(error) });
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    } finally {
      await runner.release();
    }
  }
}

import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock/clock';
import { presentOrigin } from '../origin/origin';
import { traces } from '../tracing/traces';
import { asCallersError, connectionFault } from './availability';
import { markingOpen } from './open-transaction';
import { isStalePlan } from './product-client';
import { sqlState } from './sql-state';
import { Tx } from './tx';

const CONFLICTS = new Set(['40001', '40P01']); // serialization failure, deadlock
const ATTEMPTS = 6;
/** How long the same work is tried again on new connections before the caller is told. */
const PATIENCE_MS = 4000;

export interface TransactionOptions {
  /** Running it again after a commit whose outcome is unknown changes nothing: it carries a key or a cursor of its own. */
  readonly repeatable?: boolean;
}

/**
 * Opens transactions. A whole one runs again when PostgreSQL chose it as the victim of a conflict, and when its
 * connection was lost before it was committed, or at the commit where it is repeatable.
 */
@Injectable()
export class Transactions {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  async run<Result>(
    work: (tx: Tx) => Promise<Result>,
    { repeatable = false }: TransactionOptions = {},
  ): Promise<Result> {
    const origin = presentOrigin();
    if (origin) origin.wrote = true;
    const begun = performance.now();
    for (let attempt = 1; ; attempt += 1) {
      const progress = { committing: false };
      try {
        return await traces.around('transaction', () => this.once(work, progress));
      } catch (error) {
        const lost = connectionFault(error) === 'LOST' && (repeatable || !progress.committing);
        const again = lost
          ? attempt === 1 || performance.now() - begun < PATIENCE_MS
          : attempt < ATTEMPTS && (CONFLICTS.has(sqlState(error) ?? '') || isStalePlan(error));
        if (!again) throw asCallersError(error);
        await pause(attempt, lost ? 20 : 5);
      }
    }
  }

  private async once<Result>(
    work: (tx: Tx) => Promise<Result>,
    progress: { committing: boolean },
  ): Promise<Result> {
    const runner = this.source.createQueryRunner();
    try {
      await runner.startTransaction();
      const result = await markingOpen(() => work(new Tx(runner.manager, this.clock.now())));
      progress.committing = true;
      await runner.commitTransaction();
      return result;
    } catch (error) {
      // A connection that is gone has rolled back already.
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}

/** 10, 20, 40 … ms, at most half a second, unevenly: who collided once should not collide again. */
export function pause(attempt: number, unit = 5): Promise<void> {
  const milliseconds = Math.min(500, unit * 2 ** attempt) * (0.5 + Math.random());
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

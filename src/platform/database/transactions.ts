import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock/clock';
import { presentOrigin } from '../origin/origin';
import { traces } from '../tracing/traces';
import { sqlState } from './sql-state';
import { Tx } from './tx';

const RETRIED = new Set(['40001', '40P01']); // serialization failure, deadlock
const ATTEMPTS = 6;

/** Opens transactions and runs a whole one again when PostgreSQL chose it as the victim of a conflict. */
@Injectable()
export class Transactions {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  async run<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    const origin = presentOrigin();
    if (origin) origin.wrote = true;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await traces.around('transaction', () => this.once(work));
      } catch (error) {
        if (attempt >= ATTEMPTS || !RETRIED.has(sqlState(error) ?? '')) throw error;
        await pause(attempt);
      }
    }
  }

  private once<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.source.transaction((manager) => work(new Tx(manager, this.clock.now())));
  }
}

function pause(attempt: number): Promise<void> {
  const milliseconds = 5 * 2 ** attempt * (0.5 + Math.random());
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

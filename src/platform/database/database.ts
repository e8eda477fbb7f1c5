import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { asCallersError, connectionFault } from './availability';
import { isStalePlan } from './product-client';
import type { Reader } from './reader';
import { pause } from './transactions';
import { rowsOf } from './tx';

const PATIENCE_MS = 3000;
const ATTEMPTS = 6;

/** Reads outside a transaction: one statement, one snapshot. A lost connection is replaced and the read repeated. */
@Injectable()
export class Database implements Reader {
  constructor(private readonly source: DataSource) {}

  async query<Row = Record<string, unknown>>(
    sql: string,
    parameters: readonly unknown[] = [],
  ): Promise<Row[]> {
    const begun = performance.now();
    for (let attempt = 1; ; attempt += 1) {
      try {
        return rowsOf<Row>(await this.source.query(sql, [...parameters]));
      } catch (error) {
        const patient = attempt === 1 || performance.now() - begun < PATIENCE_MS;
        const lost = connectionFault(error) === 'LOST' && patient;
        const again = attempt < ATTEMPTS && (isStalePlan(error) || (lost && onlyReads(sql)));
        if (!again) throw asCallersError(error);
        await pause(attempt, 20);
      }
    }
  }

  /** The first row or null. */
  async one<Row = Record<string, unknown>>(
    sql: string,
    parameters: readonly unknown[] = [],
  ): Promise<Row | null> {
    return (await this.query<Row>(sql, parameters))[0] ?? null;
  }
}

/** What writes is not repeated by itself: nobody knows whether it was done. */
const onlyReads = (sql: string) =>
  /^\s*(SELECT|WITH|VALUES|SHOW)\b/i.test(sql) &&
  !/\b(INSERT|UPDATE|DELETE|MERGE|nextval|pg_advisory|pg_terminate_backend)/i.test(sql);

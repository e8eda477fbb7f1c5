import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from './reader';
import { rowsOf } from './tx';

/** Reads outside a transaction: one statement, one snapshot. */
@Injectable()
export class Database implements Reader {
  constructor(private readonly source: DataSource) {}

  async query<Row = Record<string, unknown>>(
    sql: string,
    parameters: readonly unknown[] = [],
  ): Promise<Row[]> {
    return rowsOf<Row>(await this.source.query(sql, [...parameters]));
  }

  /** The first row or null. */
  async one<Row = Record<string, unknown>>(
    sql: string,
    parameters: readonly unknown[] = [],
  ): Promise<Row | null> {
    return (await this.query<Row>(sql, parameters))[0] ?? null;
  }
}

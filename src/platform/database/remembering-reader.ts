import { questionKey } from './question-key';
import type { Reader } from './reader';

/** Asks the database once where many ask the same: for one request that looks and writes nothing. */
export class RememberingReader implements Reader {
  private readonly answers = new Map<string, Promise<unknown[]>>();

  constructor(private readonly reader: Reader) {}

  query<Row = Record<string, unknown>>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const key = questionKey(sql, parameters);
    const known = this.answers.get(key) ?? this.reader.query(sql, parameters);
    this.answers.set(key, known);
    return known as Promise<Row[]>;
  }
}

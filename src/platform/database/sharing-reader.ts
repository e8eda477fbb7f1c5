import { presentOrigin } from '../origin/origin';
import { questionKey } from './question-key';
import type { Reader } from './reader';

/**
 * Asks once what many ask in the same turn of the event loop: the first page of the market, in the rush. It asks when the
 * turn is over, so that nobody gets rows from before his question. All askers get the same rows: nobody may change them.
 * Whoever has written in his request asks for himself.
 */
export class SharingReader implements Reader {
  private readonly asked = new Map<string, Promise<unknown[]>>();

  constructor(private readonly reader: Reader) {}

  query<Row = Record<string, unknown>>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    if (presentOrigin()?.wrote) return this.reader.query(sql, parameters);
    const key = questionKey(sql, parameters);
    const answer = this.asked.get(key) ?? this.atTheTurnsEnd(key, () => this.reader.query(sql, parameters));
    this.asked.set(key, answer);
    return answer as Promise<Row[]>;
  }

  /** In the name of whoever asked first: a statement has one line in the log and one span. */
  private atTheTurnsEnd(key: string, ask: () => Promise<unknown[]>): Promise<unknown[]> {
    return new Promise((resolve, reject) => {
      setImmediate(() => {
        this.asked.delete(key);
        ask().then(resolve, reject);
      });
    });
  }
}

import { askedTogether } from './asked-together';
import { questionKey } from './question-key';
import type { Reader } from './reader';

interface Question {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/**
 * Asks once what many ask in the same turn of the event loop: the first page of the market, in the rush. Every asker gets
 * the same rows, so nobody may change them; and it is for queries alone, for it does not see what its caller has written.
 */
export class SharingReader implements Reader {
  private readonly ask = askedTogether((questions: readonly Question[]) => this.answers(questions));

  constructor(private readonly reader: Reader) {}

  query<Row = Record<string, unknown>>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.ask({ sql, parameters }) as Promise<Row[]>;
  }

  private answers(questions: readonly Question[]): Promise<(unknown[] | Error)[]> {
    const asked = new Map<string, Promise<unknown[] | Error>>();
    const answers = questions.map(({ sql, parameters }) => {
      const key = questionKey(sql, parameters);
      const known = asked.get(key) ?? this.reader.query(sql, parameters).catch(asError);
      asked.set(key, known);
      return known;
    });
    return Promise.all(answers);
  }
}

/** What one question fails with is its askers' alone. */
const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

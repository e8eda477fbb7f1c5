import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import pg from 'pg';

type Callback = (error: Error, result: pg.QueryResult) => void;

/** A text is prepared from its third use on: what is asked once needs no name. */
const USES_BEFORE_PREPARING = 3;
/** Texts whose uses are counted in one process, and statements one connection holds: the server keeps a plan for each. */
const MOST_TEXTS = 2000;
const MOST_PER_CONNECTION = 250;
const LONGEST_TEXT = 16_384;

const known = new Map<string, { uses: number; name: string }>();
const pooler = { refusesNames: false };

/** The name follows the text, so all connections and processes call the same statement the same. */
function nameOf(text: string): string | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  let entry = known.get(text);
  if (!entry) {
    if (known.size >= MOST_TEXTS) known.clear(); // counted anew: what is hot is back at once
    entry = { uses: 0, name: createHash('sha1').update(text).digest('base64url') };
    known.set(text, entry);
  }
  entry.uses += 1;
  return entry.uses < USES_BEFORE_PREPARING ? undefined : entry.name;
}

/** A table changed under a prepared statement, or a pooler gave us a connection that does not know it. */
export function isStalePlan(error: unknown): boolean {
  const { code, message } = inner(error);
  return STALE.has(String(code)) || (code === '0A000' && /cached plan/.test(String(message)));
}

const STALE = new Set(['26000', '42P05']); // no such prepared statement, there is one already

interface Told {
  readonly code?: unknown;
  readonly message?: unknown;
}

/** TypeORM wraps what the driver threw. */
function inner(error: unknown): Told {
  const outer = (error ?? {}) as Told & { driverError?: Told };
  return outer.driverError ?? outer;
}

/** The connections of one pool. */
export class PoolConnections {
  readonly open = new Set<ProductClient>();
  /** Those that wait for an answer, and since when (performance.now). */
  readonly waiting = new Map<ProductClient, number>();
}

export interface ProductClientOptions extends pg.ClientConfig {
  readonly prepares?: boolean;
  readonly connections?: PoolConnections;
}

/**
 * A connection that prepares the statements it runs often: PostgreSQL reads and plans them once per connection.
 * It notes since when it waits for an answer, so that one that will never come is noticed.
 */
export class ProductClient extends pg.Client {
  private readonly prepared = new Set<string>();
  private readonly prepares: boolean;
  private readonly pool: PoolConnections | undefined;
  private generation = 0;

  constructor(options?: ProductClientOptions) {
    super(options);
    this.prepares = options?.prepares ?? true;
    this.pool = options?.connections;
    this.on('connect', () => this.pool?.open.add(this));
    this.on('drain', () => this.pool?.waiting.delete(this));
    this.on('end', () => {
      this.pool?.open.delete(this);
      this.pool?.waiting.delete(this);
    });
  }

  /** Ends it at once, without a word to a server that may not hear it: what it waits for fails. */
  abandon(): void {
    const { stream } = (this as unknown as { connection: { stream: Socket } }).connection;
    stream.destroy(new Error('Connection terminated: the database does not answer on it'));
  }

  override query(text: unknown, values?: unknown, callback?: Callback): never {
    this.pool?.waiting.set(this, this.pool.waiting.get(this) ?? performance.now());
    const run = super.query.bind(this) as (...given: unknown[]) => never;
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0)
      return run(text, values, callback);
    const name = this.preparedName(text);
    if (name === undefined) return run(text, values, callback);
    const asked = { name, text, values: values as unknown[] };
    if (callback)
      return run(asked, (error: Error, result: pg.QueryResult) => {
        this.heed(error);
        callback(error, result);
      });
    const answer = run(asked) as Promise<pg.QueryResult>;
    return answer.catch((error: unknown) => {
      this.heed(error);
      throw error;
    }) as never;
  }

  private preparedName(text: string): string | undefined {
    if (!this.prepares || pooler.refusesNames) return undefined;
    const name = nameOf(text);
    if (name === undefined || (!this.prepared.has(name) && this.prepared.size >= MOST_PER_CONNECTION))
      return undefined;
    this.prepared.add(name);
    return this.generation === 0 ? name : `${name}.${this.generation}`;
  }

  private heed(error: unknown): void {
    if (!error || !isStalePlan(error)) return;
    this.generation += 1; // the old names mean old plans
    if (STALE.has(String(inner(error).code))) pooler.refusesNames = true;
  }
}

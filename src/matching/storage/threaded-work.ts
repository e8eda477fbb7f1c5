import { constants } from 'node:os';
import { log, type Database, type Reader, type Transactions, type Tx } from '../../platform/index';
import type { MatchRunState, MatchRunVerb } from '../domain/match-run.states';
import type { RunFailure } from './match-run.entity';
import { MatchWorker } from './match-worker';
import { failureOf, isTakenOver } from './run-failures';

/** What lost its thread so often is not begun again. */
const MOST_ATTEMPTS = 3;

/** A row that waits to be computed: a match run, a purchase plan. */
interface Waiting {
  readonly id: string;
  readonly state: MatchRunState;
  readonly attempts: number;
  readonly inputSha256: string | null;
}

/** How one kind of such rows is kept and computed. */
export interface ThreadedKind<Row extends Waiting> {
  readonly duty: string;
  /** As the log calls one. */
  readonly name: string;
  readonly rows: {
    next(reader: Reader): Promise<string | null>;
    find(tx: Tx, id: string): Promise<Row | null>;
    move(tx: Tx, row: Row, verb: MatchRunVerb, changes: { attempts: number }): Promise<Row>;
    fail(tx: Tx, row: Row, failure: RunFailure): Promise<void>;
  };
  /** Keeps what it will stand on, and says so in the row; null where there were no rules. */
  freeze(row: Row, worker: MatchWorker): Promise<Row | null>;
  /** From the frozen input to the kept result. */
  compute(frozen: Row, worker: MatchWorker): Promise<void>;
}

/**
 * Carries out what waits, one at a time, each in a thread of its own. Nothing is written between the frozen input and the
 * whole result, and no transaction is open while the thread computes.
 */
export class ThreadedWork<Row extends Waiting> {
  private worker: MatchWorker | null = null;
  private stopping = false;

  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly kind: ThreadedKind<Row>,
  ) {}

  /** Until nothing waits; only one caller at a time may be here, whichever process it is in. */
  async runWaiting(): Promise<void> {
    const { rows } = this.kind;
    for (let id = await rows.next(this.database); id && !this.stopping;) {
      const row = await this.begin(id);
      if (row && !(await this.carryOut(row))) return;
      id = await rows.next(this.database);
    }
  }

  /** A thread at work is stopped; its row stays RUNNING and is begun again by the next worker. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.worker?.end();
  }

  private begin(id: string): Promise<Row | null> {
    const { rows } = this.kind;
    return this.transactions.run(async (tx) => {
      const row = await rows.find(tx, id);
      if (!row) return null;
      if (row.attempts >= MOST_ATTEMPTS) {
        await rows.fail(tx, row, 'THREAD_LOST');
        return null;
      }
      const verb = row.state === 'RUNNING' ? 'beginAgain' : 'begin';
      return rows.move(tx, row, verb, { attempts: row.attempts + 1 });
    });
  }

  /** False where another worker has begun it again meanwhile, as when the duty's lock was lost: it is his now. */
  private async carryOut(row: Row): Promise<boolean> {
    const worker = new MatchWorker(constants.priority.PRIORITY_BELOW_NORMAL);
    this.worker = worker;
    try {
      // What is begun again stands on what it froze the first time.
      const frozen = row.inputSha256 ? row : await this.kind.freeze(row, worker);
      if (frozen) await this.kind.compute(frozen, worker);
      else await this.fail(row, 'NO_RULES');
      return true;
    } catch (error) {
      if (isTakenOver(error)) return false;
      const failure = failureOf(error);
      if (!this.stopping) this.say(row, failure, error);
      if (failure && !this.stopping) await this.fail(row, failure);
      return true;
    } finally {
      this.worker = null;
      await worker.end();
    }
  }

  private say({ id }: Row, failure: RunFailure | null, error: unknown): void {
    const text = error instanceof Error ? error.message.split('\n')[0] : 'fault';
    const { duty, name } = this.kind;
    log.warn('duty failed', { duty, outcome: failure ?? 'BEGUN_AGAIN', said: `${name} ${id}: ${text}` });
  }

  private async fail({ id, attempts }: Row, failure: RunFailure): Promise<void> {
    await this.transactions.run(async (tx) => {
      const row = await this.kind.rows.find(tx, id);
      if (row?.attempts === attempts && row.state === 'RUNNING') await this.kind.rows.fail(tx, row, failure);
    });
  }
}

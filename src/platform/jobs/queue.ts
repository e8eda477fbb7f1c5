import type { Tx } from '../database/tx';

export interface Wakeup {
  readonly reaction: string;
  readonly stream: string;
}

/** SQL: a table `streams (stream)` on which the reaction called by the parameter has something waiting. */
export const waitingStreams = (reaction: string) =>
  `(SELECT substr(job.key, length(${reaction}::text) + 2) AS stream FROM graphile_worker.jobs job
    WHERE starts_with(job.key, ${reaction}::text || '/')
    UNION SELECT stream FROM reaction_inbox WHERE reaction = ${reaction}) streams`;

/** SQL: whether anything waits for one of the reactions of these names; where nothing does, this is quickly seen. */
export const anythingWaits = (...reactions: string[]) => {
  const names = reactions.map((name) => `'${name}'`).join(', ');
  return `(EXISTS (SELECT FROM reaction_inbox WHERE reaction IN (${names}))
    OR EXISTS (SELECT FROM graphile_worker.jobs job WHERE split_part(job.key, '/', 1) IN (${names})))`;
};

/** Where the wish to run a reaction waits for a worker. */
export abstract class JobQueue {
  /** Written in the transaction that causes it. */
  abstract add(tx: Tx, wakeup: Wakeup): Promise<void>;

  /** The same for reactions that work in batches. */
  abstract addToInbox(tx: Tx, wakeups: readonly Wakeup[]): Promise<void>;
}

/** Jobs in PostgreSQL. One waiting job per reaction and stream is enough: it handles all that is new. */
export class PostgresQueue extends JobQueue {
  async add(tx: Tx, wakeup: Wakeup): Promise<void> {
    await tx.query(`SELECT graphile_worker.add_job('react', $1::json, job_key => $2)`, [
      JSON.stringify(wakeup),
      `${wakeup.reaction}/${wakeup.stream}`,
    ]);
  }

  async addToInbox(tx: Tx, wakeups: readonly Wakeup[]): Promise<void> {
    await tx.query(
      'INSERT INTO reaction_inbox (reaction, stream) SELECT reaction, stream FROM json_to_recordset($1::json) AS w (reaction text, stream text)',
      [JSON.stringify(wakeups)],
    );
  }
}

/** Remembers wishes in this process, for whoever runs them itself: the demo year plays a year in seconds. */
export class CollectingQueue extends JobQueue {
  private readonly waiting = new Map<string, Wakeup>();

  async add(_: Tx, wakeup: Wakeup): Promise<void> {
    this.waiting.set(`${wakeup.reaction}/${wakeup.stream}`, wakeup);
  }

  async addToInbox(tx: Tx, wakeups: readonly Wakeup[]): Promise<void> {
    for (const wakeup of wakeups) await this.add(tx, wakeup);
  }

  take(): Wakeup[] {
    const taken = [...this.waiting.values()];
    this.waiting.clear();
    return taken;
  }
}

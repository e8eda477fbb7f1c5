import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { Transactions } from '../database/transactions';
import type { Tx } from '../database/tx';
import { Meters } from '../metrics/meters';
import { originOf, within } from '../origin/origin';
import { kinds, traces } from '../tracing/traces';
import type { DomainEvent } from './event';
import { JobQueue, type Wakeup } from './queue';
import { watchStep, type Step } from './reaction-watch';
import { ReactionRegistry, type RegisteredReaction } from './registry';

export interface EventRow {
  id: bigint;
  stream: string;
  sequence: number;
  kind: string;
  payload: Record<string, unknown>;
  at: Date;
  request_id: string | null;
  trace_parent: string | null;
}

interface Cursor {
  last_sequence: number;
  /** The event handled in part, and how far. */
  begun_sequence: number | null;
  reached: string | null;
}

/**
 * Lets a reaction catch up with a stream: every event it has not yet handled, in order, one transaction each. Of an
 * event handled in slices it does one: a job of its own, written with the slice, goes on where that ended, so that
 * other streams get their turn between.
 */
@Injectable()
export class Reactions {
  constructor(
    private readonly registry: ReactionRegistry,
    private readonly transactions: Transactions,
    private readonly database: Database,
    private readonly meters: Meters,
    private readonly queue: JobQueue,
  ) {}

  async catchUp(wakeup: Wakeup): Promise<void> {
    // The cursor moves with the effect, so whoever does not know whether it did may ask again.
    const next = (step: Step) =>
      this.transactions.run((tx) => this.handleNext(tx, wakeup, step), { repeatable: true });
    while (await watchStep(this.meters, wakeup, next));
  }

  /** Streams on which a reaction has something left to do; for progress pages and reconciliation. */
  async pending(reaction: string): Promise<string[]> {
    const kinds = this.registry.reaction(reaction)?.on ?? [];
    const rows = await this.database.query<{ stream: string }>(
      `SELECT DISTINCT event.stream FROM domain_events event
       LEFT JOIN reaction_cursors done ON done.reaction = $1 AND done.stream = event.stream
       WHERE event.kind = ANY($2) AND event.sequence > coalesce(done.last_sequence, 0)`,
      [reaction, kinds],
    );
    return rows.map((row) => row.stream);
  }

  private async handleNext(tx: Tx, wakeup: Wakeup, step: Step): Promise<boolean> {
    const reaction = this.registry.reaction(wakeup.reaction);
    if (!reaction) throw new Error(`no reaction is called ${wakeup.reaction}`);
    await tx.query(
      'INSERT INTO reaction_cursors (reaction, stream, last_sequence) VALUES ($1, $2, 0) ON CONFLICT DO NOTHING',
      [wakeup.reaction, wakeup.stream],
    );
    const [cursor] = await tx.query<Cursor>(
      'SELECT last_sequence, begun_sequence, reached FROM reaction_cursors WHERE reaction = $1 AND stream = $2 FOR UPDATE',
      [wakeup.reaction, wakeup.stream],
    );
    // The second row says whether to come again. An event committed later brings a wakeup of its own.
    const [row, more] = await tx.query<EventRow>(
      `SELECT id, stream, sequence, kind, payload, at, request_id, trace_parent FROM domain_events
       WHERE stream = $1 AND sequence > $2 AND kind = ANY($3) ORDER BY sequence LIMIT 2`,
      [wakeup.stream, cursor?.last_sequence ?? 0, [...reaction.on]],
    );
    if (!row) return false;
    const { request_id, trace_parent, ...event } = row;
    step.event = event;
    step.origin = originOf(request_id ?? randomUUID(), trace_parent);
    const attributes = { 'xieshou.stream': row.stream, 'xieshou.sequence': row.sequence };
    const after = cursor?.begun_sequence === row.sequence ? cursor.reached : null;
    const handle = () => handledBy(reaction, tx, event, after);
    const name = `${wakeup.reaction} ${row.kind}`;
    const reached = await within(step.origin, () =>
      traces.around(name, handle, { kind: kinds.consumer, attributes }),
    );
    step.partly = reached !== null;
    await this.moveCursor(tx, wakeup, row.sequence, reached);
    return reached === null && more !== undefined;
  }

  private async moveCursor(tx: Tx, wakeup: Wakeup, sequence: number, reached: string | null): Promise<void> {
    await tx.query(
      `UPDATE reaction_cursors SET last_sequence = CASE WHEN $4::text IS NULL THEN $3::integer ELSE last_sequence END,
         begun_sequence = CASE WHEN $4::text IS NULL THEN NULL ELSE $3::integer END, reached = $4
       WHERE reaction = $1 AND stream = $2`,
      [wakeup.reaction, wakeup.stream, sequence, reached],
    );
    if (reached !== null) await this.queue.add(tx, wakeup);
  }
}

/** How far it came with the event; null where it is done with it. */
async function handledBy(
  { target }: RegisteredReaction,
  tx: Tx,
  event: DomainEvent,
  after: string | null,
): Promise<string | null> {
  if ('handleSlice' in target) return target.handleSlice(tx, event, after);
  if ('handleBatch' in target) await target.handleBatch(tx, [event]);
  else await target.handle(tx, event);
  return null;
}

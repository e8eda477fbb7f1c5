import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/tx';
import { presentOrigin } from '../origin/origin';
import type { NewEvent } from './event';
import { JobQueue } from './queue';
import { ReactionRegistry } from './registry';

/** Publishes what happened: the event and the jobs it causes, in the transaction in which it happened. */
@Injectable()
export class Events {
  constructor(
    private readonly registry: ReactionRegistry,
    private readonly queue: JobQueue,
  ) {}

  publish(tx: Tx, event: NewEvent): Promise<void> {
    return this.publishAll(tx, [event]);
  }

  /** Events of different streams. */
  async publishAll(tx: Tx, events: readonly NewEvent[]): Promise<void> {
    // Sent together: who is about to commit waits for one answer, not for two.
    await Promise.all([this.append(tx, events), this.wake(tx, events)]);
  }

  private async append(tx: Tx, events: readonly NewEvent[]): Promise<void> {
    // The streams' row locks, taken in one order, make the sequence follow the order of commits, without gaps.
    await tx.query(
      `WITH published AS (SELECT * FROM json_to_recordset($1::json) AS e (stream text, kind text, payload jsonb, request_id text, trace_parent text)),
            next AS (
         INSERT INTO event_streams AS known (stream, last_sequence) SELECT stream, 1 FROM published ORDER BY stream
         ON CONFLICT (stream) DO UPDATE SET last_sequence = known.last_sequence + 1
         RETURNING stream, last_sequence)
       INSERT INTO domain_events (stream, sequence, kind, payload, at, request_id, trace_parent)
       SELECT stream, last_sequence, kind, payload, $2, request_id, trace_parent FROM next JOIN published USING (stream)`,
      [JSON.stringify(events.map(asRow)), tx.at],
    );
  }

  private async wake(tx: Tx, events: readonly NewEvent[]): Promise<void> {
    const wakeups = events.flatMap(({ kind, stream }) =>
      this.registry.interestedIn(kind).map((reaction) => ({ reaction, stream })),
    );
    const inBatches = wakeups.filter(({ reaction }) => this.registry.batcher(reaction));
    if (inBatches.length > 0) await this.queue.addToInbox(tx, inBatches);
    for (const wakeup of wakeups)
      if (!this.registry.batcher(wakeup.reaction)) await this.queue.add(tx, wakeup);
  }
}

/** Names the request that caused it, so that a worker's lines can be found from the request's. */
function asRow({ stream, kind, payload, cause = presentOrigin() }: NewEvent) {
  return {
    stream,
    kind,
    payload,
    request_id: cause?.requestId,
    trace_parent: cause?.span?.traceparent ?? cause?.traceparent,
  };
}

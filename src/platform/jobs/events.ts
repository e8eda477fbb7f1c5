import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/tx';
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

  async publish(tx: Tx, event: NewEvent): Promise<void> {
    // The stream's row lock makes the sequence follow the order of commits, without gaps.
    await tx.query(
      `WITH next AS (
         INSERT INTO event_streams AS known (stream, last_sequence) VALUES ($1, 1)
         ON CONFLICT (stream) DO UPDATE SET last_sequence = known.last_sequence + 1
         RETURNING last_sequence)
       INSERT INTO domain_events (stream, sequence, kind, payload, at) SELECT $1, last_sequence, $2, $3, $4 FROM next`,
      [event.stream, event.kind, JSON.stringify(event.payload), tx.at],
    );
    for (const reaction of this.registry.interestedIn(event.kind))
      await this.queue.add(tx, { reaction, stream: event.stream });
  }
}

import { Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { sourcingRequestEvents } from '../../sourcing/index';
import { SampleBook } from '../storage/sample-book';

/** With a request, or with what it wanted before it was opened again, end the samples of it nobody has judged. */
@Reaction({ name: 'end-samples', on: [sourcingRequestEvents.closed] })
export class EndSamples implements Reacts {
  constructor(private readonly book: SampleBook) {}

  async handle(tx: Tx, event: DomainEvent): Promise<void> {
    const running = await tx.query<{ id: string }>(
      `SELECT s.id FROM samples s JOIN sourcing_lines l ON l.id = s.sourcing_line_id
         JOIN sourcing_requests r ON r.id = s.request_id
        WHERE s.request_id = $1 AND s.state IN ('REQUESTED', 'SENT', 'RECEIVED')
          AND (r.state IN ('AWARDED', 'CLOSED', 'CANCELLED', 'EXPIRED') OR l.revision < r.revision) ORDER BY s.id`,
      [event.payload['sourcingRequestId']],
    );
    for (const { id } of running) {
      const locked = await this.book.lock(tx, id);
      if (locked && ['REQUESTED', 'SENT', 'RECEIVED'].includes(locked.sample.state))
        await this.book.move(tx, locked, 'lapse', null);
    }
  }
}

import { Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { ENDED, QuotedRequests, sourcingRequestEvents } from '../../sourcing/index';
import { QuoteEnding } from '../storage/quote-ending';

/** With a request end the quotes on it that nobody has decided. */
@Reaction({ name: 'end-quotes', on: [sourcingRequestEvents.closed] })
export class EndQuotes implements Reacts {
  constructor(
    private readonly requests: QuotedRequests,
    private readonly ending: QuoteEnding,
  ) {}

  /** A request opened again since then has quotes of its own: those on what it wanted before are through all the same. */
  async handle(tx: Tx, event: DomainEvent): Promise<void> {
    const request = await this.requests.lock(tx, String(event.payload['sourcingRequestId']));
    if (!request) return;
    if (ENDED.includes(request.state)) await this.ending.endAll(tx, request);
    else await this.ending.endOlder(tx, request);
  }
}

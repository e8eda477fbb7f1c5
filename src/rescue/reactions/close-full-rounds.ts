import { Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { rescueEvents } from '../domain/rescue.events';
import { RoundBook } from '../storage/round-book';
import { RoundClosing } from '../storage/round-closing';

/** Closes a round as soon as as much is wanted as there is; in a transaction of its own, that locks all budgets in order. */
@Reaction({ name: 'close-full-rounds', on: [rescueEvents.full] })
export class CloseFullRounds implements Reacts {
  constructor(
    private readonly book: RoundBook,
    private readonly closing: RoundClosing,
  ) {}

  async handle(tx: Tx, event: DomainEvent): Promise<void> {
    const round = await this.book.lock(tx, String(event.payload['roundId']));
    if (round?.state === 'GATHERING' && round.joinedBase >= round.offeredBase)
      await this.closing.close(tx, round);
  }
}

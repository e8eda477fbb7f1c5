import { IsNull } from 'typeorm';
import { intentEvents } from '../../investing/index';
import { SlotTakings } from '../../parks/index';
import { Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { HoldBook } from '../storage/hold-book';
import { SlotHold, SlotWaiting } from '../storage/slot-hold.entity';
import { WaitingList } from '../storage/waiting-list';

/** What a park was offering to an intent it is shown no more ends with it; what was agreed upon stays. */
@Reaction({ name: 'follow-ended-releases', on: [intentEvents.releaseEnded] })
export class FollowEndedReleases implements Reacts {
  constructor(
    private readonly takings: SlotTakings,
    private readonly book: HoldBook,
    private readonly waiting: WaitingList,
  ) {}

  async handle(tx: Tx, { payload }: DomainEvent): Promise<void> {
    const [releaseId, parkId] = [String(payload['releaseId']), String(payload['parkId'])];
    const park = await this.takings.lock(tx, parkId);
    if (!park) return;
    const waiting = await tx.manager.findBy(SlotWaiting, { releaseId, endedAt: IsNull() });
    for (const one of waiting) await this.waiting.end(tx, null, one, 'INTENT_OVER');
    const hold = await tx.manager.findOneBy(SlotHold, { releaseId, state: 'HELD' });
    if (hold) await this.book.end(tx, null, hold, { verb: 'lapse', as: 'INTENT_OVER' });
    await this.waiting.serve(tx, park);
  }
}

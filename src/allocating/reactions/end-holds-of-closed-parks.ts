import { IsNull } from 'typeorm';
import { SlotTakings, parkEvents } from '../../parks/index';
import { Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { HoldBook } from '../storage/hold-book';
import { HoldDesk } from '../storage/hold-desk';
import { SlotHold, SlotWaiting } from '../storage/slot-hold.entity';
import { WaitingList } from '../storage/waiting-list';

/** A closed park offers nothing more; what was accepted its two sides end themselves. */
@Reaction({ name: 'end-holds-of-closed-parks', on: [parkEvents.closed] })
export class EndHoldsOfClosedParks implements Reacts {
  constructor(
    private readonly takings: SlotTakings,
    private readonly book: HoldBook,
    private readonly waiting: WaitingList,
    private readonly desk: HoldDesk,
  ) {}

  async handle(tx: Tx, { payload }: DomainEvent): Promise<void> {
    const parkId = String(payload['parkId']);
    await this.takings.lock(tx, parkId);
    const waiting = await tx.manager.find(SlotWaiting, {
      where: { parkId, endedAt: IsNull() },
      order: { place: 'ASC' },
    });
    for (const one of waiting) {
      await this.waiting.end(tx, null, one, 'SLOT_GONE');
      await this.desk.tellWaiting(tx, one, 'INVESTOR', 'SLOT_WAITING_ENDED');
    }
    const holds = await tx.manager.find(SlotHold, { where: { parkId, state: 'HELD' }, order: { id: 'ASC' } });
    for (const hold of holds) {
      const ended = await this.book.end(tx, null, hold, { verb: 'lapse', as: 'TAKEN_BACK' });
      await this.desk.tell(tx, ended, 'INVESTOR', 'SLOT_RELEASED');
    }
  }
}

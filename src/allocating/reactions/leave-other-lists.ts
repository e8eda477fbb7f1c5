import { In, IsNull } from 'typeorm';
import { SlotTakings } from '../../parks/index';
import { Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { slotHoldEvents } from '../domain/slot-hold.events';
import { SlotWaiting } from '../storage/slot-hold.entity';
import { WaitingList } from '../storage/waiting-list';

/** Who has taken a slot waits nowhere any more: it looks like leaving, so that no park hears of another. */
@Reaction({ name: 'leave-other-waiting-lists', on: [slotHoldEvents.allocated] })
export class LeaveOtherLists implements Reacts {
  constructor(
    private readonly takings: SlotTakings,
    private readonly waiting: WaitingList,
  ) {}

  async handle(tx: Tx, { payload }: DomainEvent): Promise<void> {
    const of = { intentId: String(payload['intentId']), endedAt: IsNull() };
    const found = await tx.manager.findBy(SlotWaiting, of);
    const parks = [...new Set(found.map(({ parkId }) => parkId))].toSorted();
    for (const parkId of parks) await this.takings.lock(tx, parkId);
    const waiting = await tx.manager.findBy(SlotWaiting, { ...of, parkId: In(parks) });
    for (const one of waiting) await this.waiting.end(tx, null, one, 'LEFT');
  }
}

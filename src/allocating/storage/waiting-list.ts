import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { refuse } from '../../../libs/workflow/src/index';
import { ShownIntents, type ShownIntent } from '../../investing/index';
import { SlotTakings, type LockedPark, type StandingSlot } from '../../parks/index';
import { Audit, NEVER_OPENED, type Actor, type Tx } from '../../platform/index';
import { allocatingRefusals, MOST_WAITING } from '../domain/allocating.refusals';
import { misfitsOf } from './slot-fit';
import type { WaitingEnd } from '../domain/slot-hold.states';
import { HoldDesk } from './hold-desk';
import { SlotHolding } from './slot-holding';
import { SlotWaiting } from './slot-hold.entity';

/** 候补名单: who is next for the slots of a park, in the order in which they were put on it; read and served under the lock of the park. */
@Injectable()
export class WaitingList {
  constructor(
    private readonly takings: SlotTakings,
    private readonly intents: ShownIntents,
    private readonly holding: SlotHolding,
    private readonly desk: HoldDesk,
    private readonly audit: Audit,
  ) {}

  async add(
    tx: Tx,
    actor: Actor,
    park: LockedPark,
    { intent, slotId }: { intent: ShownIntent; slotId: string | null },
  ): Promise<SlotWaiting> {
    const waiting = await this.live(tx, park.id);
    if (waiting.some((one) => one.releaseId === intent.releaseId && one.slotId === slotId))
      refuse(allocatingRefusals.WAITS_ALREADY(['releaseId']));
    if (waiting.length >= MOST_WAITING) refuse(allocatingRefusals.WAITING_LIST_FULL(['slotId']));
    const [last] = await tx.query<{ place: number }>(
      'SELECT coalesce(max(place), 0) AS place FROM slot_waitings WHERE park_id = $1',
      [park.id],
    );
    const row: SlotWaiting = {
      id: randomUUID(),
      version: 1,
      parkId: park.id,
      slotId,
      place: (last?.place ?? 0) + 1,
      intentId: intent.intentId,
      releaseId: intent.releaseId,
      operatorId: park.operatorId,
      investorId: intent.investorId,
      queuedBy: actor.memberId,
      queuedAt: tx.at,
      opensAt: NEVER_OPENED,
      endedBy: null,
      endedAt: null,
      endedAs: null,
    };
    await tx.add(SlotWaiting, row);
    await this.record(tx, actor, 'queueForSlot', row);
    await this.desk.tellWaiting(tx, row, 'INVESTOR', 'SLOT_WAITED_FOR');
    return row;
  }

  /** In their order. */
  live(tx: Tx, parkId: string): Promise<SlotWaiting[]> {
    return tx.manager.find(SlotWaiting, { where: { parkId, endedAt: IsNull() }, order: { place: 'ASC' } });
  }

  async end(tx: Tx, actor: Actor | null, waiting: SlotWaiting, as: WaitingEnd): Promise<void> {
    const ended = await tx.change(SlotWaiting, waiting, {
      endedAt: tx.at,
      endedAs: as,
      endedBy: actor?.memberId ?? null,
    });
    await this.record(tx, actor, 'leaveWaitingList', ended);
  }

  /** Whoever comes first for this slot of those it fits now; null: nobody. */
  async first(tx: Tx, park: LockedPark, slot: StandingSlot): Promise<SlotWaiting | null> {
    const waiting = (await this.live(tx, park.id)).filter(
      (one) => one.slotId === null || one.slotId === slot.id,
    );
    const able = await this.able(tx, park, waiting);
    const left = await this.takings.left(tx, park.id);
    const next = able.find(({ intent }) => misfitsOf(slot, intent, left).length === 0);
    return next?.waiting ?? null;
  }

  /** Holds what is free for whoever waits for it and fits, from the first place down; of several slots the one with the first code. */
  async serve(tx: Tx, park: LockedPark): Promise<void> {
    if (!park.open) return;
    const waiting = await this.live(tx, park.id);
    if (waiting.length === 0) return;
    const served = new Set<string>();
    for (const { waiting: one, intent } of await this.able(tx, park, waiting)) {
      if (served.has(intent.intentId)) continue;
      const left = await this.takings.left(tx, park.id);
      const slots = await this.takings.slots(tx, park.id, one.slotId);
      if (one.slotId && slots.length === 0) {
        await this.end(tx, null, one, 'SLOT_GONE');
        await this.desk.tellWaiting(tx, one, 'INVESTOR', 'SLOT_WAITING_ENDED');
        continue;
      }
      const slot = slots.find((found) => !found.taken && misfitsOf(found, intent, left).length === 0);
      if (!slot) continue;
      await this.end(tx, null, one, 'SERVED');
      await this.holding.hold(tx, null, park, { slot, intent, waitingId: one.id });
      served.add(intent.intentId);
    }
  }

  /** Those whose intent stands, was not declined, and has nothing in the park yet. */
  private async able(tx: Tx, park: LockedPark, waiting: readonly SlotWaiting[]) {
    const [intents, held] = [
      await this.intents.many(
        tx,
        waiting.map(({ releaseId }) => releaseId),
      ),
      await this.holding.holdsIn(tx, park.id),
    ];
    return waiting.flatMap((one) => {
      const intent = intents.get(one.releaseId);
      const able = intent?.stands && intent.releaseState !== 'DECLINED' && !held.has(intent.intentId);
      return able ? [{ waiting: one, intent }] : [];
    });
  }

  private record(tx: Tx, actor: Actor | null, action: string, row: SlotWaiting): Promise<void> {
    const { parkId, slotId, intentId, place } = row;
    return this.audit.record(tx, {
      actor,
      action,
      subjectKind: 'SlotWaiting',
      subjectId: row.id,
      toState: row.endedAs ?? 'WAITING',
      data: { parkId, slotId, intentId, place },
      shutUntil: row.opensAt,
    });
  }
}

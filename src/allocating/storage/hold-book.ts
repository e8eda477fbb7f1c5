import { Injectable } from '@nestjs/common';
import { ShownIntents } from '../../investing/index';
import { SlotTakings, type LockedPark } from '../../parks/index';
import { Audit, Events, notFound, type Actor, type Tx } from '../../platform/index';
import { slotHoldEvents, slotHoldStream } from '../domain/slot-hold.events';
import { slotHoldStates, type HoldEnd, type SlotHoldVerb } from '../domain/slot-hold.states';
import { HoldDesk } from './hold-desk';
import { SlotHold } from './slot-hold.entity';

export type HoldSide = 'PARK' | 'INVESTOR';

const EVENT_OF = {
  accept: 'allocated',
  occupy: 'occupied',
  release: 'released',
  expire: 'released',
  lapse: 'released',
} as const satisfies Record<SlotHoldVerb, keyof typeof slotHoldEvents>;

/** Loads holds under the locks of their intent and their park, in this order, and writes down each step. */
@Injectable()
export class HoldBook {
  constructor(
    private readonly takings: SlotTakings,
    private readonly intents: ShownIntents,
    private readonly desk: HoldDesk,
    private readonly audit: Audit,
    private readonly events: Events,
  ) {}

  async add(tx: Tx, actor: Actor | null, hold: SlotHold): Promise<void> {
    await tx.add(SlotHold, hold);
    await this.record(tx, actor, 'holdSlot', hold);
    await this.publish(tx, hold, 'held');
    await this.desk.held(tx, hold);
  }

  /** One of the actor's on this side, its park locked; any other does not exist for him. `withIntent`: its intent is locked before. */
  async lockOn(
    tx: Tx,
    actor: Actor,
    { id, sides, withIntent }: { id: string; sides: readonly HoldSide[]; withIntent?: boolean },
  ): Promise<{ hold: SlotHold; side: HoldSide; park: LockedPark }> {
    const found = await tx.manager.findOneBy(SlotHold, { id });
    const side = found && sides.find((one) => ofSide(found, one) === actor.organizationId);
    if (!found || !side) throw notFound(['holdId']);
    if (withIntent) await this.intents.lock(tx, found.intentId);
    const locked = await this.lock(tx, found);
    if (!locked || (side === 'PARK' && !(await this.parkKnows(tx, locked.hold)))) throw notFound(['holdId']);
    return { ...locked, side };
  }

  /** By the clock or an event. */
  async lock(
    tx: Tx,
    { id, parkId }: Pick<SlotHold, 'id' | 'parkId'>,
  ): Promise<{ hold: SlotHold; park: LockedPark } | null> {
    const park = await this.takings.lock(tx, parkId);
    const hold = await tx.manager.findOne(SlotHold, { where: { id }, lock: { mode: 'pessimistic_write' } });
    return park && hold ? { hold, park } : null;
  }

  async move(
    tx: Tx,
    actor: Actor | null,
    hold: SlotHold,
    verb: SlotHoldVerb,
    changes: Partial<SlotHold>,
  ): Promise<SlotHold> {
    const state = slotHoldStates.next(hold.state, verb, ['holdId']);
    if (slotHoldStates.isTerminal(state)) await this.takings.giveBack(tx, hold.id);
    const moved = await tx.change(SlotHold, hold, { ...changes, state });
    await this.record(tx, actor, verb, moved, hold.state);
    await this.publish(tx, moved, EVENT_OF[verb]);
    await this.desk.answered(tx, moved);
    return moved;
  }

  end(
    tx: Tx,
    actor: Actor | null,
    hold: SlotHold,
    { verb, as, note }: { verb: 'release' | 'expire' | 'lapse'; as: HoldEnd; note?: string | null },
  ): Promise<SlotHold> {
    return this.move(tx, actor, hold, verb, {
      endedBy: actor?.memberId ?? null,
      endedAt: tx.at,
      endedAs: as,
      endNote: note ?? null,
    });
  }

  /** What a park was offering it knows while the intent is released to it; what was agreed upon it knows for good. */
  private async parkKnows(tx: Tx, { acceptedAt, releaseId }: SlotHold): Promise<boolean> {
    return acceptedAt !== null || ((await this.intents.find(tx, releaseId))?.stands ?? false);
  }

  private record(tx: Tx, actor: Actor | null, action: string, hold: SlotHold, from?: string): Promise<void> {
    const { slotId, parkId, intentId, waitingId } = hold;
    return this.audit.record(tx, {
      actor,
      action,
      subjectKind: 'SlotHold',
      subjectId: hold.id,
      ...(from ? { fromState: from } : {}),
      toState: hold.state,
      ...(hold.endedAs ? { reason: hold.endedAs } : {}),
      data: { slotId, parkId, intentId, waitingId },
      shutUntil: hold.opensAt,
    });
  }

  private publish(tx: Tx, hold: SlotHold, what: keyof typeof slotHoldEvents): Promise<void> {
    const { id: holdId, slotId, parkId, intentId, endedAs } = hold;
    return this.events.publish(tx, {
      stream: slotHoldStream(holdId),
      kind: slotHoldEvents[what],
      payload: { holdId, slotId, parkId, intentId, ...(endedAs ? { endedAs } : {}) },
    });
  }
}

const ofSide = ({ operatorId, investorId }: SlotHold, side: HoldSide): string =>
  side === 'PARK' ? operatorId : investorId;

import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ShownIntent } from '../../investing/index';
import { SlotTakings, type LockedPark, type StandingSlot } from '../../parks/index';
import {
  NEVER_OPENED,
  addDays,
  businessDateOf,
  startOfBusinessDate,
  type Actor,
  type Tx,
} from '../../platform/index';
import { Regions, wholeNumberOf } from '../../regions/index';
import { usesOf } from './slot-fit';
import { HoldBook } from './hold-book';
import { SlotHold } from './slot-hold.entity';

export interface WantedHold {
  readonly slot: StandingSlot;
  readonly intent: ShownIntent;
  /** Null: the park holds it itself. */
  readonly waitingId: string | null;
}

/** Holds a slot that was found to fit, for the rule's days; the park is locked. */
@Injectable()
export class SlotHolding {
  constructor(
    private readonly takings: SlotTakings,
    private readonly regions: Regions,
    private readonly book: HoldBook,
  ) {}

  async hold(tx: Tx, actor: Actor | null, park: LockedPark, wanted: WantedHold): Promise<SlotHold> {
    const { slot, intent, waitingId } = wanted;
    const today = businessDateOf(tx.at);
    const days = wholeNumberOf(await this.regions.rule('SLOT_HOLD_DAYS', today, park.countyCode, tx));
    const hold: SlotHold = {
      id: randomUUID(),
      version: 1,
      state: 'HELD',
      slotId: slot.id,
      parkId: park.id,
      terms: slot.terms,
      intentId: intent.intentId,
      releaseId: intent.releaseId,
      operatorId: park.operatorId,
      investorId: intent.investorId,
      waitingId,
      heldBy: waitingId ? null : (actor?.memberId ?? null),
      heldAt: tx.at,
      opensAt: NEVER_OPENED,
      expiresAt: startOfBusinessDate(addDays(today, days + 1)),
      ...NOTHING_YET,
    };
    await this.book.add(tx, waitingId ? null : actor, hold);
    const uses = usesOf(slot.kind, intent);
    await this.takings.take(tx, { takingId: hold.id, slotId: slot.id, parkId: park.id, uses });
    return hold;
  }

  /** The intent has a hold or an allocation in this park. */
  async holdsIn(tx: Tx, parkId: string): Promise<ReadonlySet<string>> {
    const rows = await tx.query<{ id: string }>(
      'SELECT intent_id AS id FROM slot_holds WHERE park_id = $1 AND ended_at IS NULL',
      [parkId],
    );
    return new Set(rows.map(({ id }) => id));
  }
}

const NOTHING_YET = {
  acceptedBy: null,
  acceptedAt: null,
  occupiedBy: null,
  occupiedAt: null,
  occupiedOn: null,
  endedBy: null,
  endedAt: null,
  endedAs: null,
  endNote: null,
} satisfies Partial<SlotHold>;

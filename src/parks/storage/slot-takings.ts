import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { businessDateOf, type Tx } from '../../platform/index';
import type { SlotKind } from '../domain/park-kinds';
import { parkRefusals } from '../domain/park.refusals';
import type { ResourceCapacity } from '../domain/resources';

/** A park under lock, as far as its slots can be given away. */
export interface LockedPark {
  readonly id: string;
  readonly operatorId: string;
  readonly countyCode: string;
  /** It is confirmed and holds today. */
  readonly open: boolean;
}

export interface StandingSlot {
  readonly id: string;
  readonly parkId: string;
  readonly code: string;
  readonly kind: SlotKind;
  /** Number of the terms that stand. */
  readonly terms: number;
  readonly availableFrom: string;
  readonly taken: boolean;
  readonly capacities: readonly ResourceCapacity[];
}

/** What of a slot and of its park somebody takes; `takingId` names it when it is given back. */
export interface SlotTaking {
  readonly takingId: string;
  readonly slotId: string;
  readonly parkId: string;
  readonly uses: readonly ResourceCapacity[];
}

const SLOTS = `
  SELECT s.id, s.park_id AS "parkId", s.code, s.kind, s.terms, s.available_from AS "availableFrom",
    EXISTS (SELECT FROM park_slot_uses u WHERE u.slot_id = s.id AND u.live) AS taken,
    (SELECT jsonb_agg(jsonb_build_object('resource', r.resource, 'capacity', r.capacity) ORDER BY r.resource)
       FROM park_slot_resources r WHERE r.slot_id = s.id AND r.live) AS capacities
    FROM park_slots s WHERE s.park_id = $1 AND ($2::uuid IS NULL OR s.id = $2) AND s.state = 'FREE' ORDER BY s.code, s.id`;

/** What is left in force, and by the wording that waits to be confirmed: its confirmation must not fail for what was taken meanwhile. */
const LEFT = `
  SELECT r.resource, least(r.capacity, CASE WHEN w.number IS NULL THEN r.capacity ELSE coalesce(c.capacity, 0) END) - r.taken AS capacity
    FROM park_resources r LEFT JOIN park_wordings w ON w.park_id = r.park_id AND w.state = 'PROPOSED'
      LEFT JOIN park_wording_capacities c ON c.park_id = r.park_id AND c.wording = w.number AND c.resource = r.resource
   WHERE r.park_id = $1 ORDER BY r.resource`;

/** Gives slots away and takes them back, with what they draw from their park: all under the lock of the park. */
@Injectable()
export class SlotTakings {
  /** Null: there is none. Weaker than the lock under which a park is amended, so that rows which only name it do not wait. */
  async lock(tx: Tx, parkId: string): Promise<LockedPark | null> {
    const [park] = await tx.query<LockedPark>(
      `SELECT p.id, p.operator_id AS "operatorId", p.county_code AS "countyCode", p.state = 'CONFIRMED' AND coalesce((SELECT
          $2::date BETWEEN w.valid_from AND coalesce(w.valid_to, 'infinity') FROM park_wordings w
          WHERE w.park_id = p.id AND w.number = p.wording), false) AS open
        FROM parks p WHERE p.id = $1 FOR NO KEY UPDATE OF p`,
      [parkId, businessDateOf(tx.at)],
    );
    return park ?? null;
  }

  /** Whose the slot is, in whatever park; null: there is none. */
  async operatorOf(tx: Tx, slotId: string): Promise<string | null> {
    const [slot] = await tx.query<{ id: string }>(
      'SELECT p.operator_id AS id FROM park_slots s JOIN parks p ON p.id = s.park_id WHERE s.id = $1',
      [slotId],
    );
    return slot?.id ?? null;
  }

  /** Those that are not retired, by code; of a park that is locked. */
  slots(tx: Tx, parkId: string, slotId: string | null = null): Promise<StandingSlot[]> {
    return tx.query<StandingSlot>(SLOTS, [parkId, slotId]);
  }

  /** What the park has left of each resource; what is not named it has none of. */
  async left(tx: Tx, parkId: string): Promise<ReadonlyMap<string, number>> {
    const rows = await tx.query<ResourceCapacity>(LEFT, [parkId]);
    return new Map(rows.map(({ resource, capacity }) => [resource, capacity]));
  }

  async take(tx: Tx, { takingId, slotId, parkId, uses }: SlotTaking): Promise<void> {
    // In one order for all, as the sums of the park are locked.
    const sorted = uses.toSorted((one, other) => (one.resource < other.resource ? -1 : 1));
    await tx.query(
      `INSERT INTO park_slot_uses (taking_id, slot_id, park_id, resource, capacity, live)
       SELECT $1, $2, $3, resource, capacity, true FROM unnest($4::text[], $5::int[]) AS used (resource, capacity)`,
      [takingId, slotId, parkId, sorted.map(({ resource }) => resource), sorted.map((use) => use.capacity)],
    );
  }

  /** By resource. */
  usesOf(tx: Tx, takingId: string): Promise<ResourceCapacity[]> {
    return tx.query<ResourceCapacity>(
      'SELECT resource, capacity FROM park_slot_uses WHERE taking_id = $1 ORDER BY resource',
      [takingId],
    );
  }

  async giveBack(tx: Tx, takingId: string): Promise<void> {
    await tx.query('UPDATE park_slot_uses SET live = false WHERE taking_id = $1 AND live', [takingId]);
  }

  /** Refuses SLOT_TAKEN; the park is locked. */
  async requireFree(tx: Tx, slotId: string): Promise<void> {
    const taken = await tx.query('SELECT FROM park_slot_uses WHERE slot_id = $1 AND live LIMIT 1', [slotId]);
    if (taken.length > 0) refuse(parkRefusals.SLOT_TAKEN(['slotId']));
  }
}

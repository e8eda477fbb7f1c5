import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Refused, refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { Audit, notFound, type Actor, type Tx } from '../../platform/index';
import { parkResourceOf } from '../data/park-resources';
import { parkRefusals } from '../domain/park.refusals';
import { slotStates, type SlotState } from '../domain/park.states';
import type { SlotKind } from '../domain/park-kinds';
import type { ResourceCapacity } from '../domain/resources';
import type { SaidSlot } from '../domain/slot-terms';
import { ParkBook } from './park-book';
import { ParkSlot, type Park } from './park.entity';
import { SlotTakings } from './slot-takings';

/** 地块厂房: written under the lock of their park, so that two of them never take the same land. */
@Injectable()
export class ParkSlots {
  constructor(
    private readonly book: ParkBook,
    private readonly takings: SlotTakings,
    private readonly audit: Audit,
  ) {}

  /** Throws NOT_FOUND where there is none, or it is not the actor's. The park is locked first. */
  async lockOwn(tx: Tx, actor: Actor, slotId: string, expectedVersion: number): Promise<ParkSlot> {
    const found = await tx.manager.findOneBy(ParkSlot, { id: slotId });
    const park = found && (await this.book.lock(tx, found.parkId));
    if (park?.operatorId !== actor.organizationId) throw notFound(['slotId']);
    const slot = await tx.manager.findOneByOrFail(ParkSlot, { id: slotId });
    tx.expectVersion(slot, expectedVersion);
    return slot;
  }

  async add(
    tx: Tx,
    actor: Actor,
    park: Park,
    said: SaidSlot & { code: string; kind: SlotKind },
  ): Promise<string> {
    const taken = await tx.query('SELECT FROM park_slots WHERE park_id = $1 AND code = $2', [
      park.id,
      said.code,
    ]);
    if (taken.length > 0) refuse(parkRefusals.SLOT_CODE_TAKEN(['code']));
    await this.requireRoom(tx, park.id, said.capacities, ['terms', 'capacities']);
    const slot: ParkSlot = {
      id: randomUUID(),
      version: 1,
      parkId: park.id,
      code: said.code,
      kind: said.kind,
      state: 'FREE',
      terms: 1,
      ...standing(said),
      addedBy: actor.memberId,
      addedAt: tx.at,
      retiredAt: null,
    };
    await tx.add(ParkSlot, slot);
    await this.write(tx, actor, slot, said);
    await this.record(tx, actor, 'addParkSlot', slot, { from: null, to: 'FREE' });
    return slot.id;
  }

  /** What it had before stays as it was said; what it gives back counts for what it takes. */
  async amend(tx: Tx, actor: Actor, slot: ParkSlot, said: SaidSlot): Promise<void> {
    const state = slotStates.next(slot.state, 'amend', ['slotId']);
    await this.takings.requireFree(tx, slot.id);
    await this.giveBack(tx, slot);
    await this.requireRoom(tx, slot.parkId, said.capacities, ['terms', 'capacities']);
    const changed = await tx.change(ParkSlot, slot, { state, terms: slot.terms + 1, ...standing(said) });
    await this.write(tx, actor, changed, said);
    await this.record(tx, actor, 'amendParkSlot', changed, { from: slot.state, to: state });
  }

  async retire(tx: Tx, actor: Actor, slot: ParkSlot): Promise<void> {
    const state = slotStates.next(slot.state, 'retire', ['slotId']);
    await this.takings.requireFree(tx, slot.id);
    await this.giveBack(tx, slot);
    const changed = await tx.change(ParkSlot, slot, { state, retiredAt: tx.at });
    await this.record(tx, actor, 'retireParkSlot', changed, { from: slot.state, to: state });
  }

  private async requireRoom(
    tx: Tx,
    parkId: string,
    capacities: readonly ResourceCapacity[],
    path: RefusalPath,
  ): Promise<void> {
    const rows = await tx.query<{ resource: string; left: number }>(
      'SELECT resource, capacity - slotted AS left FROM park_resources WHERE park_id = $1',
      [parkId],
    );
    const room = new Map(rows.map(({ resource, left }) => [resource, left]));
    const wrong = capacities.flatMap(({ resource, capacity }, index) => {
      const left = room.get(resource) ?? 0;
      if (capacity <= left) return [];
      const said = { resource: parkResourceOf(resource), left: String(left) };
      return [parkRefusals.PARK_CAPACITY_EXCEEDED(said, [...path, index, 'capacity'])];
    });
    if (wrong.length > 0) throw new Refused(wrong);
  }

  private async giveBack(tx: Tx, { id }: ParkSlot): Promise<void> {
    await tx.query('UPDATE park_slot_resources SET live = false WHERE slot_id = $1 AND live', [id]);
  }

  private async write(tx: Tx, actor: Actor, slot: ParkSlot, said: SaidSlot): Promise<void> {
    await tx.query(
      `INSERT INTO park_slot_terms (slot_id, number, price_fen, price_basis, lease_from_months, lease_to_months, rent_free_months,
         available_from, note, said_by, said_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        slot.id,
        slot.terms,
        said.priceFen,
        said.priceBasis,
        said.leaseFromMonths,
        said.leaseToMonths,
        said.rentFreeMonths,
        said.availableFrom,
        said.note,
        actor.memberId,
        tx.at,
      ],
    );
    // In one order for all: the sums of the park are locked by it.
    const capacities = said.capacities.toSorted((one, other) => (one.resource < other.resource ? -1 : 1));
    await tx.query(
      `INSERT INTO park_slot_resources (slot_id, terms, park_id, resource, capacity, live)
       SELECT $1, $2, $3, resource, capacity, true FROM unnest($4::text[], $5::int[]) AS said (resource, capacity)`,
      [
        slot.id,
        slot.terms,
        slot.parkId,
        capacities.map(({ resource }) => resource),
        capacities.map(({ capacity }) => capacity),
      ],
    );
  }

  private record(
    tx: Tx,
    actor: Actor,
    action: string,
    slot: ParkSlot,
    { from, to }: { from: SlotState | null; to: SlotState },
  ): Promise<void> {
    return this.audit.record(tx, {
      actor,
      action,
      subjectKind: 'ParkSlot',
      subjectId: slot.id,
      ...(from ? { fromState: from } : {}),
      toState: to,
      data: { parkId: slot.parkId, terms: String(slot.terms) },
    });
  }
}

const standing = ({ priceFen, priceBasis, availableFrom }: SaidSlot) => ({
  priceFen,
  priceBasis,
  availableFrom,
});

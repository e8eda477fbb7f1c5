import type { Refusal } from '../../../libs/workflow/src/index';
import { parkResourceOf, type ResourceCapacity, type SlotKind } from '../../parks/index';
import { allocatingRefusals } from '../domain/allocating.refusals';

/** What of a slot decides whether it fits. */
export interface OfferedSlot {
  readonly kind: SlotKind;
  readonly availableFrom: string;
  readonly capacities: readonly ResourceCapacity[];
}

/** What of an intent decides. */
export interface WantedSlot {
  readonly slotKinds: readonly SlotKind[];
  readonly startBy: string;
  readonly needs: readonly ResourceCapacity[];
}

const SPACE_OF = { LAND: 'LAND', PLANT: 'FLOOR' } as const;

/** What an intent draws in a slot of this kind: who would take land or a plant says how much of each, and needs one of the two. */
export function usesOf(kind: SlotKind, { slotKinds, needs }: WantedSlot): ResourceCapacity[] {
  const other = kind === 'LAND' ? SPACE_OF.PLANT : SPACE_OF.LAND;
  return needs.filter(({ resource }) => slotKinds.length < 2 || resource !== other);
}

/** Why the slot does not fit; none: it does. `left` is what the park has left of each resource. */
export function misfitsOf(
  slot: OfferedSlot,
  wanted: WantedSlot,
  left: ReadonlyMap<string, number>,
): Refusal[] {
  const path = ['slotId'];
  if (!wanted.slotKinds.includes(slot.kind)) return [allocatingRefusals.SLOT_KIND_NOT_WANTED(path)];
  const { availableFrom: from } = slot;
  const late =
    from > wanted.startBy ? [allocatingRefusals.SLOT_TOO_LATE({ from, by: wanted.startBy }, path)] : [];
  const bounds = new Map(slot.capacities.map(({ resource, capacity }) => [resource, capacity]));
  const short = usesOf(slot.kind, wanted).flatMap(({ resource, capacity: needed }): Refusal[] => {
    const said = (has: number) => ({
      resource: parkResourceOf(resource),
      needed: String(needed),
      left: String(has),
    });
    const own = bounds.get(resource) ?? Infinity;
    if (needed > own) return [allocatingRefusals.SLOT_TOO_SMALL(said(own), path)];
    const inPark = left.get(resource) ?? 0;
    return needed > inPark ? [allocatingRefusals.PARK_SHORT(said(inPark), path)] : [];
  });
  return [...late, ...short];
}

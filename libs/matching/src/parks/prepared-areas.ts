import { FULL } from './park-limits';
import type { ParkSlot } from './parks-input';
import { CLOSED, NONE, type ParkArea, type ParksProblem, type ProblemFrame } from './parks-problem';

/** Above every rank key of a park. */
const MEANT = 2 ** 52;

type Areas = Pick<ParksProblem, 'areas' | 'areasOfPark' | 'areaOfSlot' | 'meantFor'>;

/** `drawn`: by slot and resource what live holds and allocations have of it. */
export function preparedAreas(
  frame: ProblemFrame,
  drawnBySlot: readonly (Float64Array | undefined)[],
): Areas {
  const reserveOf = new Map(
    frame.reserves.flatMap(({ slotIds }, at) => slotIds.map((id) => [id, at] as const)),
  );
  const reserveOfSlot = Int32Array.from(frame.slots, ({ slot }) => reserveOf.get(slot.id) ?? NONE);
  const areaOfSlot = new Int32Array(frame.slots.length);
  const areas: ParkArea[] = [];
  const areasOfPark = frame.parks.map((_, park) => {
    const made = areasIn(frame, park, reserveOfSlot, drawnBySlot);
    return made.map((area) => {
      for (const slot of area.slots) areaOfSlot[slot] = areas.length;
      return areas.push(area) - 1;
    });
  });
  const meantFor = frame.reserves.map(({ id }) =>
    Uint8Array.from(frame.intents, ({ intent }) => (intent.reserveIds.includes(id) ? 1 : 0)),
  );
  return { areas, areasOfPark, areaOfSlot, meantFor };
}

function areasIn(
  { parks, slotsOfPark, reserves }: ProblemFrame,
  park: number,
  reserveOfSlot: Int32Array,
  drawnBySlot: readonly (Float64Array | undefined)[],
): ParkArea[] {
  const whole = parks[park]?.capacity ?? new Float64Array(0);
  const inPark = [...(slotsOfPark[park] ?? [])];
  const kept = [...new Set(inPark.map((slot) => reserveOfSlot[slot] ?? NONE))].toSorted((a, b) => a - b);
  const open = whole.slice();
  const parts = kept
    .filter((reserve) => reserve !== NONE)
    .map((reserve) => {
      const share = reserves[reserve]?.resourcesBasisPoints ?? 0;
      const capacity = whole.map((all) => (all === Infinity ? all : Math.floor((all * share) / FULL)));
      for (const [at, part] of capacity.entries()) if (part !== Infinity) open[at] = (open[at] ?? 0) - part;
      return { reserve, capacity };
    });
  const all = [{ reserve: NONE, capacity: open }, ...parts].map(({ reserve, capacity }) => {
    const slots = Int32Array.from(inPark.filter((slot) => reserveOfSlot[slot] === reserve));
    return { park, reserve, capacity, slots, free: lessDrawn(capacity, slots, drawnBySlot) };
  });
  takeOverdrawn(all, whole, inPark, drawnBySlot);
  return all;
}

const lessDrawn = (
  capacity: Float64Array,
  slots: Iterable<number>,
  drawnBySlot: readonly (Float64Array | undefined)[],
): Float64Array =>
  capacity.map((all, at) => {
    let left = all;
    for (const slot of slots) left -= drawnBySlot[slot]?.[at] ?? 0;
    return Math.max(0, left);
  });

/** What one area has drawn beyond its part is missing in the others, the open one first. */
function takeOverdrawn(
  areas: readonly ParkArea[],
  whole: Float64Array,
  slots: readonly number[],
  drawnBySlot: readonly (Float64Array | undefined)[],
): void {
  for (const [at, left] of lessDrawn(whole, slots, drawnBySlot).entries()) {
    if (left === Infinity) continue;
    let above = areas.reduce((sum, { free }) => sum + (free[at] ?? 0), 0) - left;
    for (const { free } of areas) {
      const taken = Math.min(above, free[at] ?? 0);
      free[at] = (free[at] ?? 0) - taken;
      above -= taken;
    }
  }
}

/** In a reserve's area those it is meant for come first, each of both by the park's rank. */
export function areaKeys(
  { areas, meantFor }: Areas,
  intents: number,
  parks: number,
  parkKeys: Float64Array,
): Pick<ParksProblem, 'areaKeys' | 'areaKeysByArea'> {
  const keys = new Float64Array(intents * areas.length).fill(CLOSED);
  const byArea = keys.slice();
  areas.forEach(({ park, reserve }, area) => {
    const meant = meantFor[reserve];
    for (let intent = 0; intent < intents; intent += 1) {
      const ofPark = parkKeys[intent * parks + park] ?? CLOSED;
      if (ofPark === CLOSED) continue;
      const key = ofPark + (meant?.[intent] === 1 ? MEANT : 0);
      keys[intent * areas.length + area] = key;
      byArea[area * intents + intent] = key;
    }
  });
  return { areaKeys: keys, areaKeysByArea: byArea };
}

export function bestKeys(
  { areas }: Areas,
  intents: number,
  slots: number,
  slotKeys: Float64Array,
): Float64Array {
  const best = new Float64Array(intents * areas.length);
  for (let intent = 0; intent < intents; intent += 1)
    areas.forEach((area, at) => {
      let most: number = CLOSED;
      for (let place = 0; place < area.slots.length; place += 1)
        most = Math.max(most, slotKeys[intent * slots + (area.slots[place] ?? NONE)] ?? CLOSED);
      best[at * intents + intent] = most;
    });
  return best;
}

/**
 * Of one park's slots a share, rounded up, spread evenly over them from the largest to the smallest by the named resource, so that
 * a reserve is not all of one size. Equal ones by id.
 */
export function slotsForShare(
  slots: readonly ParkSlot[],
  shareBasisPoints: number,
  resource: string,
): string[] {
  const sizeOf = ({ capacities }: ParkSlot) =>
    Object.hasOwn(capacities, resource) ? (capacities[resource] ?? 0) : 0;
  const bySize = slots.toSorted((a, b) => sizeOf(b) - sizeOf(a) || (a.id < b.id ? -1 : 1));
  const count = Math.ceil((slots.length * shareBasisPoints) / FULL);
  return Array.from({ length: count }, (_, at) => bySize[Math.floor((at * slots.length) / count)]?.id ?? '');
}

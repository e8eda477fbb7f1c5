import { keyedTie, hashOfName, TIES } from './keyed-tie';
import { passesPark } from './park-filters';
import { FULL } from './park-limits';
import { pairedRegions } from './paired-regions';
import { headroomScore, parkScores, parkSum, placeSum, priceScore, scoresOfPlace } from './park-terms';
import type { ParksInput, ParkSlot } from './parks-input';
import { CLOSED, type ParksProblem, type ProblemFrame } from './parks-problem';
import {
  prepareIntent,
  preparePark,
  prepareSlot,
  type PreparedIntent,
  type PreparedPark,
} from './prepared-parks';
import { areaKeys, bestKeys, preparedAreas } from './prepared-areas';

const byId = <T extends { readonly id: string }>(rows: readonly T[]): T[] =>
  rows.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));

/** Those of a park side by side: what is looked at together lies together in memory. */
const byPark = (slots: readonly ParkSlot[]): ParkSlot[] =>
  byId(slots).toSorted((a, b) => (a.parkId < b.parkId ? -1 : a.parkId > b.parkId ? 1 : 0));

export function parksProblem(input: ParksInput): ParksProblem {
  const { rules } = input;
  const names = resourceNames(input);
  const parks = byId(input.parks).map((park) => preparePark(park, names, rules));
  const placeOfPark = new Map(parks.map(({ park }, at) => [park.id, at]));
  const slots = byPark(input.slots).map((slot) =>
    prepareSlot(slot, parks[placeOfPark.get(slot.parkId) ?? -1] as PreparedPark, names),
  );
  const parkOfSlot = Int32Array.from(slots, ({ slot }) => placeOfPark.get(slot.parkId) ?? -1);
  const slotsInPark: number[][] = parks.map(() => []);
  for (const [slot, park] of parkOfSlot.entries()) slotsInPark[park]?.push(slot);
  const slotsOfPark = slotsInPark.map((inPark) => Int32Array.from(inPark));
  const intents = byId(input.intents).map((intent) => prepareIntent(intent, names, rules));
  const reserves = byId(input.reserves);
  const paired = pairedRegions(input.pairings);
  const base = { rules, names, parks, slots, intents, parkOfSlot, slotsOfPark, reserves, paired };
  const { drawnBySlot, ...takenBefore } = takenOf(input, base);
  const areas = preparedAreas(base, drawnBySlot);
  const keys = rankKeys(base);
  const ofAreas = areaKeys(areas, intents.length, parks.length, keys.parkKeys);
  const best = bestKeys(areas, intents.length, slots.length, keys.slotKeys);
  return {
    ...base,
    ...takenBefore,
    ...areas,
    needs: needsOf(base),
    ...keys,
    ...ofAreas,
    bestKeys: best,
  };
}

function resourceNames({ parks, slots, intents, taken }: ParksInput): string[] {
  const names = new Set<string>();
  for (const { capacities } of [...parks, ...slots])
    for (const name of Object.keys(capacities)) names.add(name);
  for (const { needs } of intents) for (const name of Object.keys(needs)) names.add(name);
  for (const { uses } of taken) for (const name of Object.keys(uses)) names.add(name);
  return [...names].toSorted();
}

function needsOf({ intents, names }: ProblemFrame): Float64Array {
  const needs = new Float64Array(intents.length * names.length);
  intents.forEach(({ wants }, at) => {
    for (const [resource, need] of wants) needs[at * names.length + resource] = need;
  });
  return needs;
}

function takenOf(input: ParksInput, { slots, parks, parkOfSlot, names }: ProblemFrame) {
  const place = new Map(slots.map(({ slot }, at) => [slot.id, at]));
  const taken = new Uint8Array(slots.length);
  const drawn = parks.map(() => new Float64Array(names.length));
  const drawnBySlot: (Float64Array | undefined)[] = slots.map(() => undefined);
  for (const { slotId, uses } of input.taken) {
    const slot = place.get(slotId) ?? -1;
    taken[slot] = 1;
    const own = Float64Array.from(names, (name) => (Object.hasOwn(uses, name) ? (uses[name] ?? 0) : 0));
    drawnBySlot[slot] = own;
    const sum = drawn[parkOfSlot[slot] ?? -1];
    for (const [at, used] of own.entries()) if (sum) sum[at] = (sum[at] ?? 0) + used;
  }
  return { taken, drawn, drawnBySlot };
}

/** Filters and scores of every pair: ten million of them in a large run, so nothing is made per slot but its key. */
function rankKeys(frame: ProblemFrame): Pick<ParksProblem, 'parkKeys' | 'slotKeys'> {
  const { rules, parks, slots, intents } = frame;
  const parkKeys = new Float64Array(intents.length * parks.length).fill(CLOSED);
  const slotKeys = new Float64Array(intents.length * slots.length).fill(CLOSED);
  const hashOfPark = parks.map(({ park }) => hashOfName(rules.seed, park.id));
  const columns = slotColumns(frame);
  intents.forEach((intent, at) => {
    const ofIntent = intentColumns(intent, rules.seed, columns.kinds);
    const row = slotKeys.subarray(at * slots.length, (at + 1) * slots.length);
    parks.forEach((park, parkAt) => {
      if (!passesPark({ intent, park })) return;
      const paired = frame.paired(intent.intent, park);
      const score = parkSum(rules.parkWeights, parkScores(intent, park, rules, paired));
      parkKeys[at * parks.length + parkAt] = score * TIES + keyedTie(hashOfPark[parkAt] ?? 0, ofIntent.hash);
      const fixed = placeSum(rules.intentWeights, scoresOfPlace(intent, park, rules, paired));
      const headroom = headroomScore(intent.wants, park.capacity);
      const inPark = frame.slotsOfPark[parkAt] ?? new Int32Array(0);
      keysInPark(row, ofIntent, inPark, columns, {
        fixed,
        headroom,
        weight: rules.intentWeights.headroom,
      });
    });
  });
  return { parkKeys, slotKeys };
}

/** What filters and scores look at of slots, by slot. */
interface SlotColumns {
  readonly fromDay: Float64Array;
  readonly price: Float64Array;
  /** Its place among `kinds`. */
  readonly kind: Int32Array;
  readonly kinds: readonly string[];
  readonly pricePart: Float64Array;
  readonly hash: Int32Array;
  /** By slot × resource. */
  readonly capacity: Float64Array;
}

function slotColumns({ slots, rules, names }: ProblemFrame): SlotColumns {
  const kinds = [...new Set(slots.map(({ slot }) => slot.kind))];
  const capacity = new Float64Array(slots.length * names.length);
  slots.forEach((slot, at) => capacity.set(slot.capacity, at * names.length));
  return {
    fromDay: Float64Array.from(slots, ({ fromDay }) => fromDay),
    price: Float64Array.from(slots, ({ price }) => price),
    kind: Int32Array.from(slots, ({ slot }) => kinds.indexOf(slot.kind)),
    kinds,
    pricePart: Float64Array.from(slots, (slot) => priceScore(slot, rules) * rules.intentWeights.price),
    hash: Int32Array.from(slots, ({ slot }) => hashOfName(rules.seed, slot.id)),
    capacity,
  };
}

/** The same of an intent. */
interface IntentColumns {
  readonly neededDay: number;
  readonly mostPrice: number;
  /** By place among the slots' kinds: 1 where it takes them. */
  readonly takes: Uint8Array;
  readonly resources: Int32Array;
  readonly needs: Float64Array;
  readonly hash: number;
}

const intentColumns = (
  { intent, wants, kinds, neededDay, mostPrice }: PreparedIntent,
  seed: number,
  slotKinds: readonly string[],
): IntentColumns => ({
  neededDay,
  mostPrice,
  takes: Uint8Array.from(slotKinds, (kind) => (kinds.size === 0 || kinds.has(kind) ? 1 : 0)),
  resources: Int32Array.from(wants, ([resource]) => resource),
  needs: Float64Array.from(wants, ([, need]) => need),
  hash: hashOfName(seed, intent.id),
});

interface OfPlace {
  /** Of all terms but price and headroom. */
  readonly fixed: number;
  /** In the park. */
  readonly headroom: number;
  readonly weight: number;
}

/** `passesSlot` and the scores of `slotScores`, written out for speed; a test compares them on every pair. */
function keysInPark(
  row: Float64Array,
  { neededDay, mostPrice, takes, resources, needs, hash }: IntentColumns,
  inPark: Int32Array,
  columns: SlotColumns,
  { fixed, headroom, weight }: OfPlace,
): void {
  const { fromDay, price, kind, pricePart, hash: hashOfSlot, capacity } = columns;
  const width = capacity.length / fromDay.length;
  for (let at = 0; at < inPark.length; at += 1) {
    const slot = inPark[at] ?? 0;
    if ((fromDay[slot] ?? Infinity) > neededDay || (price[slot] ?? Infinity) > mostPrice) continue;
    if (takes[kind[slot] ?? 0] !== 1) continue;
    const room = roomIn(resources, needs, capacity, slot * width);
    if (room < 0) continue;
    const score = fixed + (pricePart[slot] ?? 0) + Math.min(headroom, room) * weight;
    row[slot] = score * TIES + keyedTie(hash, hashOfSlot[slot] ?? 0);
  }
}

/** `headroomScore` of what a slot has from `row` on; below 0 where it has too little. */
function roomIn(resources: Int32Array, needs: Float64Array, capacity: Float64Array, row: number): number {
  let least = FULL;
  for (let at = 0; at < needs.length; at += 1) {
    const need = needs[at] ?? 0;
    const bound = capacity[row + (resources[at] ?? 0)] ?? 0;
    if (need > bound) return -1;
    if (bound === Infinity) continue;
    const left = ((bound - need) * FULL) / bound;
    if (left < least) least = left;
  }
  return Math.floor(least);
}

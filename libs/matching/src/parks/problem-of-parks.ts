import { keyedTie, hashOfName, TIES } from './keyed-tie';
import { passesPark } from './park-filters';
import { FULL } from './park-limits';
import { pairedRegions } from './paired-regions';
import { headroomScore, parkScores, parkSum, placeSum, priceScore, scoresOfPlace } from './park-terms';
import type { ParksInput } from './parks-input';
import { CLOSED, type ParksProblem, type ProblemFrame } from './parks-problem';
import {
  prepareIntent,
  preparePark,
  prepareSlot,
  type PreparedIntent,
  type PreparedPark,
  type Want,
} from './prepared-parks';
import { areaKeys, bestKeys, preparedAreas } from './prepared-areas';

const byId = <T extends { readonly id: string }>(rows: readonly T[]): T[] =>
  rows.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));

export function parksProblem(input: ParksInput): ParksProblem {
  const { rules } = input;
  const names = resourceNames(input);
  const parks = byId(input.parks).map((park) => preparePark(park, names, rules));
  const placeOfPark = new Map(parks.map(({ park }, at) => [park.id, at]));
  const slots = byId(input.slots).map((slot) =>
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
    areaKeys: ofAreas,
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
    const hash = hashOfName(rules.seed, intent.intent.id);
    const row = slotKeys.subarray(at * slots.length, (at + 1) * slots.length);
    parks.forEach((park, parkAt) => {
      if (!passesPark({ intent, park })) return;
      const paired = frame.paired(intent.intent, park);
      const score = parkSum(rules.parkWeights, parkScores(intent, park, rules, paired));
      parkKeys[at * parks.length + parkAt] = score * TIES + keyedTie(hashOfPark[parkAt] ?? 0, hash);
      const fixed = placeSum(rules.intentWeights, scoresOfPlace(intent, park, rules, paired));
      const headroom = headroomScore(intent.wants, park.capacity);
      const inPark = frame.slotsOfPark[parkAt] ?? new Int32Array(0);
      keysInPark(row, intent, inPark, columns, {
        fixed,
        headroom,
        hash,
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
  readonly kind: readonly string[];
  readonly pricePart: Float64Array;
  readonly hash: Int32Array;
  /** By slot × resource. */
  readonly capacity: Float64Array;
}

const slotColumns = ({ slots, rules, names }: ProblemFrame): SlotColumns => ({
  fromDay: Float64Array.from(slots, ({ fromDay }) => fromDay),
  price: Float64Array.from(slots, ({ price }) => price),
  kind: slots.map(({ slot }) => slot.kind),
  pricePart: Float64Array.from(slots, (slot) => priceScore(slot, rules) * rules.intentWeights.price),
  hash: Int32Array.from(slots, ({ slot }) => hashOfName(rules.seed, slot.id)),
  capacity: Float64Array.from({ length: slots.length * names.length }, (_, at) => {
    const slot = slots[Math.floor(at / names.length)];
    return slot?.capacity[at % names.length] ?? 0;
  }),
});

interface OfPlace {
  /** Of all terms but price and headroom. */
  readonly fixed: number;
  /** In the park. */
  readonly headroom: number;
  readonly hash: number;
  readonly weight: number;
}

/** `passesSlot` and the scores of `slotScores`, written out for speed; a test compares them on every pair. */
function keysInPark(
  row: Float64Array,
  { wants, names, kinds, neededDay, mostPrice }: PreparedIntent,
  inPark: Int32Array,
  { fromDay, price, kind, pricePart, hash, capacity }: SlotColumns,
  place: OfPlace,
): void {
  for (let at = 0; at < inPark.length; at += 1) {
    const slot = inPark[at] ?? 0;
    if ((fromDay[slot] ?? Infinity) > neededDay || (price[slot] ?? Infinity) > mostPrice) continue;
    if (kinds.size > 0 && !kinds.has(kind[slot] ?? '')) continue;
    const room = roomIn(wants, capacity, slot * names.length, place.headroom);
    if (room < 0) continue;
    const score = place.fixed + (pricePart[slot] ?? 0) + room * place.weight;
    row[slot] = score * TIES + keyedTie(place.hash, hash[slot] ?? 0);
  }
}

/** The tighter of the park's headroom and the slot's; below 0 where the slot has too little. */
function roomIn(wants: readonly Want[], capacity: Float64Array, row: number, headroom: number): number {
  let least = headroom;
  for (let at = 0; at < wants.length; at += 1) {
    const want = wants[at];
    if (want === undefined) continue;
    const bound = capacity[row + want[0]] ?? 0;
    if (want[1] > bound) return -1;
    if (bound !== Infinity) least = Math.min(least, Math.floor(((bound - want[1]) * FULL) / bound));
  }
  return least;
}

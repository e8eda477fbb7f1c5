import { Refused } from '../../../workflow/src/index';
import { shutsOut } from './industry-tree';
import { passesPark, passesSlot } from './park-filters';
import { FULL } from './park-limits';
import type { ParkIntent, ParksInput } from './parks-input';
import { faultsInParks } from './parks-input-check';
import type { ParksProblem } from './parks-problem';
import { prepareIntent, type PreparedIntent, type PreparedPark, type PreparedSlot } from './prepared-parks';
import { parksProblem } from './problem-of-parks';
import { coversRegion } from './region-cover';

/** One thing that would have to change in an intent. Amounts of fen are decimal digits. */
export type ParkChange =
  | { readonly change: 'NEED_LESS'; readonly resource: string; readonly from: number; readonly to: number }
  | { readonly change: 'LOAD_LESS'; readonly load: string; readonly from: number; readonly to: number }
  | { readonly change: 'INVEST_AT_LEAST'; readonly from: string; readonly to: string }
  | { readonly change: 'WAIT_UNTIL'; readonly from: string; readonly to: string }
  | { readonly change: 'PAY_UP_TO'; readonly from: string; readonly to: string }
  | { readonly change: 'ACCEPT_KIND'; readonly kind: string }
  | { readonly change: 'ACCEPT_REGION'; readonly regionCode: string }
  | { readonly change: 'RELEASE_TO'; readonly parkId: string };

/** Changes after which slots pass every hard filter. */
export interface ParkRelaxation {
  readonly changes: readonly ParkChange[];
  /** All that pass then, by id. */
  readonly slotIds: readonly string[];
  /** Of each changed amount the part by which it changes, in basis points, added up. */
  readonly changedBasisPoints: number;
}

const MOST_TOLD = 3;
const LARGEST_CHANGE = 1_000_000;

/**
 * For an intent no slot can serve: the nearest changes after which some can, as parks are published. Fewest changes first, then by
 * the parts by which amounts change; of each kind of changes the nearest, three kinds at most. Nothing less makes any slot pass.
 * Empty where slots pass as it stands, and where every park excludes its industry (or, where it is named too coarsely, may). What
 * others hold plays no part in it, so it tells nothing of them. For the investor alone: RELEASE_TO names parks that do not know of
 * the intent yet, PAY_UP_TO says what it would pay now. Throws Refused with the faults of the input.
 */
export function nearestParkRelaxations(
  { parks, slots, rules }: Pick<ParksInput, 'parks' | 'slots' | 'rules'>,
  asked: ParkIntent,
): ParkRelaxation[] {
  const intent = { ...asked, reserveIds: [] };
  const input = { parks, slots, rules, taken: [], intents: [intent], reserves: [], pairings: [] };
  const faults = faultsInParks(input);
  if (faults.length > 0) throw new Refused(faults);
  const problem = parksProblem(input);
  const nearest = new Map<string, readonly ParkChange[]>();
  for (const changes of waysTo(problem, intent)) {
    if (changes.length === 0) return [];
    const kind = changes.map(kindOf).join(' ');
    if (nearest.size < MOST_TOLD && !nearest.has(kind)) nearest.set(kind, changes);
  }
  return [...nearest.values()].map((changes) => ({
    changes,
    slotIds: slotsThatPass(problem, changedIntent(intent, changes)),
    changedBasisPoints: partsOf(changes),
  }));
}

/** The least changes for each slot, the nearest first. */
function waysTo(problem: ParksProblem, intent: ParkIntent): (readonly ParkChange[])[] {
  const [own] = problem.intents;
  const found = new Map<string, readonly ParkChange[]>();
  problem.slots.forEach((slot, at) => {
    const park = problem.parks[problem.parkOfSlot[at] ?? -1];
    if (!own || !park || park.excluded.some((node) => shutsOut(node, park.wanted, own.industry))) return;
    const changes = [...changesForPark(intent, own, park), ...changesForSlot(intent, own, park, slot)];
    found.set(JSON.stringify(changes), changes);
  });
  return [...found]
    .toSorted(
      ([a, first], [b, second]) =>
        first.length - second.length || partsOf(first) - partsOf(second) || (a < b ? -1 : 1),
    )
    .map(([, changes]) => changes);
}

function changesForPark(
  intent: ParkIntent,
  own: PreparedIntent,
  { park, limitOf }: PreparedPark,
): ParkChange[] {
  const { leastInvestmentFen: least, regionCode } = park;
  const isOutside =
    intent.regionsOnly && !intent.preferredRegions.some((region) => coversRegion(region, regionCode));
  return [
    ...own.loads.flatMap(([load, from]): ParkChange[] => {
      const to = limitOf(load);
      return from > to ? [{ change: 'LOAD_LESS', load, from, to }] : [];
    }),
    ...(intent.investmentFen < least
      ? [{ change: 'INVEST_AT_LEAST', from: `${intent.investmentFen}`, to: `${least}` } as const]
      : []),
    ...(isOutside ? [{ change: 'ACCEPT_REGION', regionCode } as const] : []),
    ...(own.released.has(park.id) ? [] : [{ change: 'RELEASE_TO', parkId: park.id } as const]),
  ];
}

function changesForSlot(
  intent: ParkIntent,
  own: PreparedIntent,
  park: PreparedPark,
  slot: PreparedSlot,
): ParkChange[] {
  const { kind, availableFrom, priceFen } = slot.slot;
  const most = intent.mostPriceFen;
  return [
    ...own.wants.flatMap(([at, from]): ParkChange[] => {
      const to = Math.min(park.capacity[at] ?? 0, slot.capacity[at] ?? 0);
      return to < from ? [{ change: 'NEED_LESS', resource: own.names[at] ?? '', from, to }] : [];
    }),
    ...(slot.fromDay <= own.neededDay
      ? []
      : [{ change: 'WAIT_UNTIL', from: intent.neededBy, to: availableFrom } as const]),
    ...(most === null || priceFen <= most
      ? []
      : [{ change: 'PAY_UP_TO', from: `${most}`, to: `${priceFen}` } as const]),
    ...(own.kinds.size === 0 || own.kinds.has(kind) ? [] : [{ change: 'ACCEPT_KIND', kind } as const]),
  ];
}

/** The intent as it would be after the changes. */
export function changedIntent(intent: ParkIntent, changes: readonly ParkChange[]): ParkIntent {
  return changes.reduce((changed: ParkIntent, one): ParkIntent => {
    switch (one.change) {
      case 'NEED_LESS':
        return { ...changed, needs: { ...changed.needs, [one.resource]: one.to } };
      case 'LOAD_LESS':
        return { ...changed, environmentalLoads: { ...changed.environmentalLoads, [one.load]: one.to } };
      case 'INVEST_AT_LEAST':
        return { ...changed, investmentFen: BigInt(one.to) };
      case 'WAIT_UNTIL':
        return { ...changed, neededBy: one.to };
      case 'PAY_UP_TO':
        return { ...changed, mostPriceFen: BigInt(one.to) };
      case 'ACCEPT_KIND':
        return { ...changed, acceptedKinds: [...changed.acceptedKinds, one.kind] };
      case 'ACCEPT_REGION':
        return { ...changed, preferredRegions: [...changed.preferredRegions, one.regionCode] };
      case 'RELEASE_TO':
        return { ...changed, releasedTo: [...changed.releasedTo, one.parkId] };
    }
  }, intent);
}

function slotsThatPass(
  { parks, slots, parkOfSlot, names, rules }: ParksProblem,
  changed: ParkIntent,
): string[] {
  const intent = prepareIntent(changed, names, rules);
  const open = slots.flatMap((slot, at) => {
    const park = parks[parkOfSlot[at] ?? -1];
    return park && passesPark({ intent, park }) && passesSlot({ intent, park, slot }) ? [slot.slot.id] : [];
  });
  return open.toSorted();
}

function kindOf(change: ParkChange): string {
  if (change.change === 'NEED_LESS') return `${change.change} ${change.resource}`;
  return change.change === 'LOAD_LESS' ? `${change.change} ${change.load}` : change.change;
}

const partsOf = (changes: readonly ParkChange[]): number =>
  changes.reduce((sum, change) => sum + partOf(change), 0);

function partOf(change: ParkChange): number {
  if (!('from' in change) || change.change === 'WAIT_UNTIL') return 0;
  const [from, to] = [BigInt(change.from), BigInt(change.to)];
  const by = from > to ? from - to : to - from;
  const part = (by * BigInt(FULL)) / (from === 0n ? 1n : from);
  return part > BigInt(LARGEST_CHANGE) ? LARGEST_CHANGE : Number(part);
}

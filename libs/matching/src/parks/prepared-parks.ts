import { dayNumber } from '../business-days';
import { wholeNumber } from '../goods/rates';
import { industryPath } from './industry-tree';
import type { ParkRules } from './park-rules';
import type { IndustrialPark, ParkIntent, ParkSlot, ResourceAmounts } from './parks-input';

type Path = readonly string[];

/** A resource by its place in the run's names, with the amount that is needed of it. */
export type Want = readonly [resource: number, amount: number];

export interface PreparedPark {
  readonly park: IndustrialPark;
  readonly wanted: readonly Path[];
  readonly excluded: readonly Path[];
  /** By resource: what its slots share; infinite where it names none. */
  readonly capacity: Float64Array;
  readonly limitOf: (load: string) => number;
  /** Infinite where the park names no distance. */
  readonly kilometresTo: (market: string) => number;
}

export interface PreparedSlot {
  readonly slot: ParkSlot;
  /** By resource: its own bound; infinite where only the park has one, 0 where neither names it. */
  readonly capacity: Float64Array;
  readonly fromDay: number;
  readonly price: number;
}

export interface PreparedIntent {
  readonly intent: ParkIntent;
  readonly industry: Path;
  /** Needs above 0. */
  readonly wants: readonly Want[];
  readonly names: readonly string[];
  readonly area: number;
  readonly investment: number;
  readonly loads: readonly (readonly [string, number])[];
  readonly released: ReadonlySet<string>;
  readonly kinds: ReadonlySet<string>;
  readonly neededDay: number;
  readonly mostPrice: number;
}

const amountOf = (amounts: ResourceAmounts, name: string): number | undefined =>
  Object.hasOwn(amounts, name) ? amounts[name] : undefined;

const entriesByName = (amounts: ResourceAmounts) =>
  Object.entries(amounts).toSorted(([a], [b]) => (a < b ? -1 : 1));

export function preparePark(park: IndustrialPark, names: readonly string[], rules: ParkRules): PreparedPark {
  const limits = new Map(Object.entries(park.environmentalLimits));
  const kilometres = new Map(Object.entries(park.kilometresToMarkets));
  const pathOf = (code: string) => industryPath(code, rules.sectionOfDivision) ?? [];
  return {
    park,
    wanted: park.wantedIndustries.map(pathOf),
    excluded: park.excludedIndustries.map(pathOf),
    capacity: Float64Array.from(names, (name) => amountOf(park.capacities, name) ?? Infinity),
    limitOf: (load) => limits.get(load) ?? Infinity,
    kilometresTo: (market) => kilometres.get(market) ?? Infinity,
  };
}

export function prepareSlot(slot: ParkSlot, park: PreparedPark, names: readonly string[]): PreparedSlot {
  return {
    slot,
    capacity: Float64Array.from(
      names,
      (name, at) => amountOf(slot.capacities, name) ?? (park.capacity[at] === Infinity ? 0 : Infinity),
    ),
    fromDay: dayNumber(slot.availableFrom) ?? Infinity,
    price: wholeNumber(slot.priceFen),
  };
}

export function prepareIntent(
  intent: ParkIntent,
  names: readonly string[],
  rules: ParkRules,
): PreparedIntent {
  return {
    intent,
    industry: industryPath(intent.industryCode, rules.sectionOfDivision) ?? [],
    wants: names.flatMap((name, at): Want[] => {
      const need = amountOf(intent.needs, name) ?? 0;
      return need > 0 ? [[at, need]] : [];
    }),
    names,
    area: amountOf(intent.needs, rules.areaResource) ?? 0,
    investment: wholeNumber(intent.investmentFen),
    loads: entriesByName(intent.environmentalLoads),
    released: new Set(intent.releasedTo),
    kinds: new Set(intent.acceptedKinds),
    neededDay: dayNumber(intent.neededBy) ?? -Infinity,
    mostPrice: intent.mostPriceFen === null ? Infinity : wholeNumber(intent.mostPriceFen),
  };
}

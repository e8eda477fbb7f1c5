import { coversRegion } from './region-cover';
import { shutsOut } from './industry-tree';
import type { PreparedIntent, PreparedPark, PreparedSlot } from './prepared-parks';

/** One figure a filter looked at. */
export interface FilterFigure {
  readonly of: string;
  readonly needed: string | number;
  readonly there: string | number;
}

/** A hard filter passed or failed, with the figures that decide; of a passed one all, of a failed one those that fail. */
export interface FilterOutcome<Name extends string = PairFilterName> {
  readonly name: Name;
  readonly passed: boolean;
  readonly figures: readonly FilterFigure[];
}

interface ParkPair {
  readonly intent: PreparedIntent;
  readonly park: PreparedPark;
}

interface SlotPair extends ParkPair {
  readonly slot: PreparedSlot;
}

interface Filter<Pair> {
  readonly passes: (pair: Pair) => boolean;
  /** Rows of what is needed and there, with whether each holds. */
  readonly rows: (pair: Pair) => readonly (FilterFigure & { readonly holds: boolean })[];
}

/** Of intent and park; nothing here hangs on who else is in the run. */
export const parkFilters = {
  RELEASED_TO_PARK: {
    passes: ({ intent, park }) => intent.released.has(park.park.id),
    rows: () => [],
  },
  INDUSTRY_NOT_EXCLUDED: {
    passes: ({ intent, park }) => !park.excluded.some((node) => shutsOut(node, park.wanted, intent.industry)),
    rows: ({ intent, park }) =>
      park.excluded.map((node) => ({
        of: 'industryCode',
        needed: intent.intent.industryCode,
        there: node.at(-1) ?? '',
        holds: !shutsOut(node, park.wanted, intent.industry),
      })),
  },
  ENVIRONMENT_WITHIN_LIMITS: {
    passes: ({ intent, park }) => intent.loads.every(([name, load]) => load <= park.limitOf(name)),
    rows: ({ intent, park }) =>
      intent.loads
        .filter(([name]) => park.limitOf(name) !== Infinity)
        .map(([name, load]) => ({
          of: name,
          needed: load,
          there: park.limitOf(name),
          holds: load <= park.limitOf(name),
        })),
  },
  INVESTMENT_ENOUGH: {
    passes: ({ intent, park }) => intent.intent.investmentFen >= park.park.leastInvestmentFen,
    rows: ({ intent, park }) => [
      {
        of: 'investmentFen',
        needed: `${park.park.leastInvestmentFen}`,
        there: `${intent.intent.investmentFen}`,
        holds: intent.intent.investmentFen >= park.park.leastInvestmentFen,
      },
    ],
  },
  REGION_ACCEPTED: {
    passes: ({ intent: { intent }, park }) =>
      !intent.regionsOnly ||
      intent.preferredRegions.some((region) => coversRegion(region, park.park.regionCode)),
    rows: ({ intent: { intent }, park }) => {
      const holds =
        !intent.regionsOnly ||
        intent.preferredRegions.some((region) => coversRegion(region, park.park.regionCode));
      return [
        {
          of: 'regionCode',
          needed: intent.regionsOnly ? intent.preferredRegions.join(' ') : '',
          there: park.park.regionCode,
          holds,
        },
      ];
    },
  },
  /** What the park publishes; what others left of it is looked at in the run. */
  PARK_HAS_CAPACITY: {
    passes: ({ intent, park }) => intent.wants.every(([at, need]) => need <= (park.capacity[at] ?? 0)),
    rows: ({ intent, park }) => capacityRows(intent, park.capacity),
  },
} as const satisfies Record<string, Filter<ParkPair>>;

/** Of intent and slot. */
export const slotFilters = {
  KIND_ACCEPTED: {
    passes: ({ intent, slot }) => intent.kinds.size === 0 || intent.kinds.has(slot.slot.kind),
    rows: ({ intent, slot }) => [
      {
        of: 'kind',
        needed: [...intent.kinds].toSorted().join(' '),
        there: slot.slot.kind,
        holds: intent.kinds.size === 0 || intent.kinds.has(slot.slot.kind),
      },
    ],
  },
  FREE_IN_TIME: {
    passes: ({ intent, slot }) => slot.fromDay <= intent.neededDay,
    rows: ({ intent, slot }) => [
      {
        of: 'availableFrom',
        needed: intent.intent.neededBy,
        there: slot.slot.availableFrom,
        holds: slot.fromDay <= intent.neededDay,
      },
    ],
  },
  PRICE_WITHIN_MOST: {
    passes: ({ intent, slot }) => slot.price <= intent.mostPrice,
    rows: ({ intent: { intent }, slot }) =>
      intent.mostPriceFen === null
        ? []
        : [
            {
              of: 'priceFen',
              needed: `${intent.mostPriceFen}`,
              there: `${slot.slot.priceFen}`,
              holds: slot.slot.priceFen <= intent.mostPriceFen,
            },
          ],
  },
  SLOT_HAS_CAPACITY: {
    passes: ({ intent, slot }) => intent.wants.every(([at, need]) => need <= (slot.capacity[at] ?? 0)),
    rows: ({ intent, slot }) => capacityRows(intent, slot.capacity),
  },
} as const satisfies Record<string, Filter<SlotPair>>;

export type PairFilterName = keyof typeof parkFilters | keyof typeof slotFilters;

const namedOfPark = Object.entries(parkFilters) as [keyof typeof parkFilters, Filter<ParkPair>][];
const namedOfSlot = Object.entries(slotFilters) as [keyof typeof slotFilters, Filter<SlotPair>][];

function capacityRows({ wants, names }: PreparedIntent, capacity: Float64Array) {
  return wants
    .filter(([at]) => capacity[at] !== Infinity)
    .map(([at, need]) => ({
      of: names[at] ?? '',
      needed: need,
      there: capacity[at] ?? 0,
      holds: need <= (capacity[at] ?? 0),
    }));
}

const {
  RELEASED_TO_PARK,
  INDUSTRY_NOT_EXCLUDED,
  ENVIRONMENT_WITHIN_LIMITS,
  INVESTMENT_ENOUGH,
  REGION_ACCEPTED,
  PARK_HAS_CAPACITY,
} = parkFilters;

/** All of `parkFilters`, written out: it is asked half a million times in a large run. */
export const passesPark = (pair: ParkPair): boolean =>
  RELEASED_TO_PARK.passes(pair) &&
  INDUSTRY_NOT_EXCLUDED.passes(pair) &&
  ENVIRONMENT_WITHIN_LIMITS.passes(pair) &&
  INVESTMENT_ENOUGH.passes(pair) &&
  REGION_ACCEPTED.passes(pair) &&
  PARK_HAS_CAPACITY.passes(pair);

const { KIND_ACCEPTED, FREE_IN_TIME, PRICE_WITHIN_MOST, SLOT_HAS_CAPACITY } = slotFilters;

/** All of `slotFilters`, written out: it is asked ten million times in a large run. */
export const passesSlot = (pair: SlotPair): boolean =>
  KIND_ACCEPTED.passes(pair) &&
  FREE_IN_TIME.passes(pair) &&
  PRICE_WITHIN_MOST.passes(pair) &&
  SLOT_HAS_CAPACITY.passes(pair);

/** Every filter of a pair in the order in which reasons are told. */
export function filterOutcomes(pair: SlotPair): FilterOutcome[] {
  return [...namedOfPark, ...namedOfSlot].map(([name, filter]) => {
    const passed = filter.passes(pair);
    const rows = filter.rows(pair).filter(({ holds }) => passed || !holds);
    return { name, passed, figures: rows.map(({ of, needed, there }) => ({ of, needed, there })) };
  });
}

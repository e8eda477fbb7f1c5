import type { Refusal, RefusalPath } from '../../../workflow/src/index';
import { dayNumber } from '../business-days';
import { industryPath } from './industry-tree';
import { faultsOfParkRules } from './park-rules-check';
import { amounts, beyond, outside, repeatedIds, unknownIds, within } from './parks-checks';
import type { IndustrialPark, ParkIntent, ParkSlot, ParksInput, TakenSlot } from './parks-input';
import { parksRefusals as refusals } from './parks-input.refusals';
import { COSTLIEST_FEN, LARGEST_AMOUNT } from './park-limits';

/** Every fault of the input at once, each with its path; empty when a run can begin. */
export function faultsInParks(input: ParksInput): Refusal[] {
  const { parks, slots, taken, intents, reserves, pairings, rules } = input;
  const parkIds = new Set(parks.map(({ id }) => id));
  const reserveIds = new Set(reserves.map(({ id }) => id));
  const slotIds = new Set(slots.map(({ id }) => id));
  return [
    ...within(['rules'], faultsOfParkRules(rules)),
    ...repeatedIds(parks, 'parks'),
    ...repeatedIds(slots, 'slots'),
    ...repeatedIds(intents, 'intents'),
    ...repeatedIds(reserves, 'reserves'),
    ...parks.flatMap((park, index) => within(['parks', index], faultsOfPark(park, input))),
    ...slots.flatMap((slot, index) => within(['slots', index], faultsOfSlot(slot, parkIds))),
    ...faultsOfTaken(taken, slotIds),
    ...intents.flatMap((intent, index) =>
      within(
        ['intents', index],
        [
          ...faultsOfIntent(intent, rules),
          ...unknownIds(intent.releasedTo, parkIds, ['releasedTo']),
          ...unknownIds(intent.reserveIds, reserveIds, ['reserveIds']),
        ],
      ),
    ),
    ...faultsOfReserves(input, slotIds),
    ...pairings.flatMap(({ eastRegion, westRegion }, index) => [
      ...faultsOfRegion(eastRegion, ['pairings', index, 'eastRegion']),
      ...faultsOfRegion(westRegion, ['pairings', index, 'westRegion']),
    ]),
  ];
}

function faultsOfPark(park: IndustrialPark, { rules }: ParksInput): Refusal[] {
  return [
    ...faultsOfRegion(park.regionCode, ['regionCode']),
    ...amounts(park.capacities, 0, ['capacities']),
    ...amounts(park.environmentalLimits, 0, ['environmentalLimits']),
    ...amounts(park.kilometresToMarkets, 0, ['kilometresToMarkets']),
    ...faultsOfIndustries(park.wantedIndustries, rules.sectionOfDivision, ['wantedIndustries']),
    ...faultsOfIndustries(park.excludedIndustries, rules.sectionOfDivision, ['excludedIndustries']),
    ...outside(park.labourWithinCommute, 0, LARGEST_AMOUNT, ['labourWithinCommute']),
    ...outside(park.policyBasisPoints, 0, 10_000, ['policyBasisPoints']),
    ...beyond(park.leastInvestmentFen, 0n, COSTLIEST_FEN, ['leastInvestmentFen']),
  ];
}

function faultsOfSlot(slot: ParkSlot, parkIds: ReadonlySet<string>): Refusal[] {
  return [
    ...unknownIds([slot.parkId], parkIds, ['parkId'], false),
    ...(slot.kind === '' ? [refusals.PARKS_NAME_EMPTY(['kind'])] : []),
    ...amounts(slot.capacities, 0, ['capacities']),
    ...beyond(slot.priceFen, 0n, COSTLIEST_FEN, ['priceFen']),
    ...faultsOfDate(slot.availableFrom, ['availableFrom']),
  ];
}

function faultsOfTaken(taken: readonly TakenSlot[], slotIds: ReadonlySet<string>): Refusal[] {
  const seen = new Set<string>();
  return taken.flatMap(({ slotId, uses }, index) => {
    const twice = seen.has(slotId);
    seen.add(slotId);
    const path: RefusalPath = ['taken', index];
    return [
      ...(twice ? [refusals.PARKS_SLOT_TAKEN_TWICE([...path, 'slotId'])] : []),
      ...unknownIds([slotId], slotIds, [...path, 'slotId'], false),
      ...amounts(uses, 0, [...path, 'uses']),
    ];
  });
}

function faultsOfReserves({ reserves, slots }: ParksInput, slotIds: ReadonlySet<string>): Refusal[] {
  const seen = new Set<string>();
  const parkOf = new Map(slots.map(({ id, parkId }) => [id, parkId]));
  const given = new Map<string, number>();
  return reserves.flatMap(({ slotIds: named, resourcesBasisPoints: share }, index) => [
    ...outside(share, 0, 10_000, ['reserves', index, 'resourcesBasisPoints']),
    ...[...new Set(named.map((id) => parkOf.get(id) ?? ''))].flatMap((parkId) => {
      given.set(parkId, (given.get(parkId) ?? 0) + share);
      const isAbove = (given.get(parkId) ?? 0) > 10_000;
      return isAbove
        ? [refusals.PARKS_RESERVES_ABOVE_WHOLE(['reserves', index, 'resourcesBasisPoints'])]
        : [];
    }),
    ...unknownIds(named, slotIds, ['reserves', index, 'slotIds']),
    ...named.flatMap((id, at) => {
      const twice = seen.has(id);
      seen.add(id);
      return twice ? [refusals.PARKS_SLOT_RESERVED_TWICE(['reserves', index, 'slotIds', at])] : [];
    }),
  ]);
}

/** The faults of one intent, as the enterprise's form needs them. */
export function faultsOfIntent(intent: ParkIntent, rules: ParksInput['rules']): Refusal[] {
  return [
    ...faultsOfIndustries([intent.industryCode], rules.sectionOfDivision, ['industryCode'], false),
    ...faultsOfRegion(intent.homeRegion, ['homeRegion']),
    ...intent.preferredRegions.flatMap((code, index) => faultsOfRegion(code, ['preferredRegions', index])),
    ...amounts(intent.needs, 0, ['needs']),
    ...amounts(intent.environmentalLoads, 0, ['environmentalLoads']),
    ...beyond(intent.investmentFen, 0n, COSTLIEST_FEN, ['investmentFen']),
    ...outside(intent.jobs, 0, LARGEST_AMOUNT, ['jobs']),
    ...faultsOfDate(intent.neededBy, ['neededBy']),
    ...(intent.mostPriceFen === null ? [] : beyond(intent.mostPriceFen, 0n, COSTLIEST_FEN, ['mostPriceFen'])),
  ];
}

const faultsOfDate = (date: string, path: RefusalPath): Refusal[] =>
  dayNumber(date) === null ? [refusals.PARKS_DATE_MALFORMED(path)] : [];

const faultsOfRegion = (code: string, path: RefusalPath): Refusal[] =>
  /^[1-9]\d{5}$/.test(code) ? [] : [refusals.PARKS_REGION_MALFORMED({ code }, path)];

function faultsOfIndustries(
  codes: readonly string[],
  sections: Readonly<Record<string, string>>,
  path: RefusalPath,
  listed = true,
): Refusal[] {
  return codes.flatMap((code, index) =>
    industryPath(code, sections) === null
      ? [refusals.PARKS_INDUSTRY_UNKNOWN({ code }, listed ? [...path, index] : path)]
      : [],
  );
}

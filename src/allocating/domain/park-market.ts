import {
  slotsForShare,
  type IndustrialPark,
  type ParkIntent,
  type ParkReserve,
  type ParkRules,
  type ParkSlot,
  type ParksInput,
  type RegionPairing,
} from '../../../libs/matching/src/index';

/** 地块 or 厂房, and so much of a resource, as parks have them. */
export type SlotKind = 'LAND' | 'PLANT';
interface ResourceCapacity {
  readonly resource: string;
  readonly capacity: number;
}

/** Where a slot has it without bound: what an intent needs of the other kind of space, and the area its investment is spread over. */
const NO_BOUND = 100_000_000_000;
export const AREA = 'AREA';
const LAND_ON_LAND = 'LAND_ON_LAND';
const FLOOR_IN_PLANT = 'FLOOR_IN_PLANT';
/** Names of the engine’s alone, and what they are called outside. */
export const OWN_NAMES: Readonly<Record<string, string | null>> = {
  [AREA]: null,
  [LAND_ON_LAND]: 'LAND',
  [FLOOR_IN_PLANT]: 'FLOOR',
};

export interface MarketPark {
  readonly id: string;
  readonly countyCode: string;
  readonly workers: number | null;
  readonly wanted: readonly string[];
  readonly excluded: readonly string[];
  readonly policyKinds: number;
  readonly capacities: readonly ResourceCapacity[];
}
export interface MarketSlot {
  readonly id: string;
  readonly parkId: string;
  readonly kind: SlotKind;
  readonly priceFen: bigint;
  readonly priceBasis: 'M2_MONTH' | 'M2_YEAR' | 'M2_ONCE';
  readonly availableFrom: string;
  readonly capacities: readonly ResourceCapacity[];
  /** Null: free. */
  readonly uses: readonly ResourceCapacity[] | null;
}
export interface MarketIntent {
  readonly id: string;
  readonly investorId: string;
  readonly homeRegion: string;
  readonly industryCode: string;
  readonly investmentFen: bigint;
  readonly jobs: number;
  readonly slotKinds: readonly SlotKind[];
  readonly regionCodes: readonly string[];
  readonly startBy: string;
  readonly needs: readonly ResourceCapacity[];
  readonly releasedTo: readonly string[];
}

/** Dated rules of feeding: what the engine is given, not how it weighs. */
export interface FeedingShares {
  readonly policyBasisPoints: number;
  readonly priceYears: number;
  readonly keyCountyBasisPoints: number;
  readonly pairedBasisPoints: number;
}

export interface Market {
  readonly parks: readonly MarketPark[];
  readonly slots: readonly MarketSlot[];
  readonly intents: readonly MarketIntent[];
  readonly pairings: readonly RegionPairing[];
  readonly keyCounties: ReadonlySet<string>;
  /** By park and home region; none where nobody knows. */
  readonly kilometres: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly resources: readonly { readonly code: string; readonly group: string }[];
  readonly rules: ParkRules;
  readonly shares: FeedingShares;
}

/** The regions a code covers: a province or prefecture all that begins as it does. */
const covers = (region: string, code: string): boolean => code.startsWith(region.replace(/(00){1,2}$/, ''));

/** The market as the engine takes it. */
export function parksInputOf(market: Market): ParksInput {
  const slots = market.slots.map((slot) => slotOf(slot, market.shares));
  const reserves = reservesOf(market, slots);
  const kept = new Set(reserves.map(({ id }) => id));
  return {
    parks: market.parks.map((park) => parkOf(park, market)),
    slots,
    taken: market.slots.flatMap(({ id, uses }) => (uses ? [{ slotId: id, uses: amounts(uses) }] : [])),
    intents: market.intents.map((intent) => intentOf(intent, market, kept)),
    reserves,
    pairings: market.pairings,
    rules: market.rules,
  };
}

const amounts = (of: readonly ResourceCapacity[]): Record<string, number> =>
  Object.fromEntries(of.map(({ resource, capacity }) => [resource, capacity]));

/** What a park does not name it has none of; of emissions no more may come than it may let out. */
function parkOf(park: MarketPark, { resources, kilometres, shares }: Market): IndustrialPark {
  const has = amounts(park.capacities);
  const all = resources.map(({ code }) => [code, has[code] ?? 0] as const);
  const limits = resources
    .filter(({ group }) => group === 'ENVIRONMENT')
    .map(({ code }) => [code, has[code] ?? 0] as const);
  return {
    id: park.id,
    regionCode: park.countyCode,
    capacities: Object.fromEntries(all),
    wantedIndustries: park.wanted,
    excludedIndustries: park.excluded,
    environmentalLimits: Object.fromEntries(limits),
    kilometresToMarkets: Object.fromEntries(kilometres.get(park.id) ?? []),
    labourWithinCommute: park.workers ?? 0,
    policyBasisPoints: Math.min(10_000, park.policyKinds * shares.policyBasisPoints),
    leastInvestmentFen: 0n,
  };
}

/** Prices on one basis: for a square metre and month. */
function slotOf(slot: MarketSlot, { priceYears }: FeedingShares): ParkSlot {
  const months = { M2_MONTH: 1n, M2_YEAR: 12n, M2_ONCE: 12n * BigInt(priceYears) }[slot.priceBasis];
  const has = amounts(slot.capacities);
  return {
    id: slot.id,
    parkId: slot.parkId,
    kind: slot.kind,
    capacities: {
      ...has,
      [AREA]: NO_BOUND,
      [LAND_ON_LAND]: slot.kind === 'LAND' ? (has['LAND'] ?? 0) : NO_BOUND,
      [FLOOR_IN_PLANT]: slot.kind === 'PLANT' ? (has['FLOOR'] ?? 0) : NO_BOUND,
    },
    priceFen: (slot.priceFen + months - 1n) / months,
    availableFrom: slot.availableFrom,
  };
}

function intentOf(
  intent: MarketIntent,
  { resources, pairings }: Market,
  kept: ReadonlySet<string>,
): ParkIntent {
  const needs = amounts(intent.needs);
  const area = intent.slotKinds.includes('LAND') ? needs['LAND'] : needs['FLOOR'];
  const emits = new Set(resources.filter(({ group }) => group === 'ENVIRONMENT').map(({ code }) => code));
  return {
    id: intent.id,
    enterpriseId: intent.investorId,
    industryCode: intent.industryCode,
    homeRegion: intent.homeRegion,
    needs: { ...eitherSpace(intent.slotKinds, needs), [AREA]: area ?? 0 },
    environmentalLoads: Object.fromEntries(Object.entries(needs).filter(([name]) => emits.has(name))),
    investmentFen: intent.investmentFen,
    jobs: intent.jobs,
    neededBy: intent.startBy,
    preferredRegions: intent.regionCodes,
    regionsOnly: false,
    acceptedKinds: intent.slotKinds,
    mostPriceFen: null,
    markets: [intent.homeRegion],
    releasedTo: intent.releasedTo,
    releasedToOffices: [],
    reserveIds: [...kept].filter((id) => meantFor(id, intent, pairings)),
  };
}

/** Who would take land or a plant needs the land on land and the floor in a plant. */
function eitherSpace(kinds: readonly SlotKind[], needs: Record<string, number>): Record<string, number> {
  if (kinds.length < 2) return needs;
  const { LAND = 0, FLOOR = 0, ...rest } = needs;
  return { ...rest, [LAND_ON_LAND]: LAND, [FLOOR_IN_PLANT]: FLOOR };
}

/** Of each park in a key county slots for those who want to go there, and of every park slots for its paired east. */
function reservesOf(
  { parks, slots: standing, keyCounties, shares }: Market,
  slots: readonly ParkSlot[],
): ParkReserve[] {
  const free = new Set(standing.filter(({ uses }) => !uses).map(({ id }) => id));
  return parks.flatMap(({ id, countyCode }): ParkReserve[] => {
    const own = slots.filter((slot) => slot.parkId === id && free.has(slot.id));
    const key = keyCounties.has(countyCode) ? slotsForShare(own, shares.keyCountyBasisPoints, 'FLOOR') : [];
    const rest = own.filter((slot) => !key.includes(slot.id));
    const paired = slotsForShare(rest, shares.pairedBasisPoints, 'FLOOR');
    return [
      { id: `KEY ${countyCode} ${id}`, slotIds: key, resourcesBasisPoints: shares.keyCountyBasisPoints },
      { id: `PAIRED ${countyCode} ${id}`, slotIds: paired, resourcesBasisPoints: shares.pairedBasisPoints },
    ].filter(({ slotIds }) => slotIds.length > 0);
  });
}

function meantFor(
  reserveId: string,
  { regionCodes, homeRegion, releasedTo }: MarketIntent,
  pairings: readonly RegionPairing[],
): boolean {
  const [kind = '', county = '', parkId = ''] = reserveId.split(' ');
  if (!releasedTo.includes(parkId)) return false;
  if (kind === 'KEY') return regionCodes.some((region) => covers(region, county));
  return pairings.some(
    ({ eastRegion, westRegion }) => covers(eastRegion, homeRegion) && covers(westRegion, county),
  );
}

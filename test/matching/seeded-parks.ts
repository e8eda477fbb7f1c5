import type {
  IndustrialPark,
  ParkIntent,
  ParkReserve,
  ParkRules,
  ParksInput,
  ParkSlot,
  TakenSlot,
} from '../../libs/matching/src/index';
import { seededRandom } from '../../libs/matching/src/seeded-random';

export interface MarketSize {
  readonly parks: number;
  readonly slotsPerPark: number;
  readonly intents: number;
  readonly resources?: number;
  /** What all intents need over what the parks share, about. */
  readonly scarcity?: number;
  readonly reserves?: number;
  /** Chance that a slot is taken before the run. */
  readonly taken?: number;
  /** Chance that an intent is released to a park. */
  readonly released?: number;
  /** Chance that a wish besides room (kinds, regions, price, dates, industries) is there at all. */
  readonly pickiness?: number;
  readonly reopenings?: number;
}

export const PARK_RULES: ParkRules = {
  version: 'test-1',
  on: '2026-07-09',
  seed: 7,
  parkWeights: {
    industry: 3_000,
    environment: 1_500,
    investmentPerArea: 2_000,
    jobs: 1_500,
    pairing: 1_000,
    headroom: 1_000,
  },
  intentWeights: {
    headroom: 1_500,
    logistics: 2_000,
    labour: 1_500,
    policy: 1_000,
    price: 2_000,
    region: 1_500,
    pairing: 500,
  },
  industryFitBasisPoints: [10_000, 7_000, 4_000, 1_500, 0],
  sectionOfDivision: { '13': 'C', '14': 'C', '17': 'C', '26': 'C', '38': 'C', '39': 'C', '01': 'A' },
  areaResource: 'landM2',
  fullInvestmentPerArea: 300_000,
  fullJobs: 500,
  farKilometres: 2_000,
  dearPriceFen: 5_000n,
  labourPerJob: 5,
  search: { reopenings: 100 },
};

const NAMES = ['landM2', 'powerKva', 'waterM3PerDay', 'dischargeM3PerDay', 'steamTPerHour', 'coldM2'];
const INDUSTRIES = ['1371', '1391', '1411', '1751', '2614', '3825', '3963'];
const COUNTIES = ['530326', '532924', '522622', '620821', '640422', '513435', '511133', '450226'];
const HOMES = ['310115', '330106', '350203', '440305'];
const KINDS = ['LAND', 'PLANT'];
const MARKETS = ['shanghai', 'guangzhou', 'chengdu'];

type Draw = ReturnType<typeof drawing>;

function drawing(seed: number) {
  const random = seededRandom(seed);
  const below = (n: number) => Math.floor(random() * n);
  const chance = (part: number) => random() < part;
  const pick = <T>(items: readonly T[]): T => items[below(items.length)] ?? (items[0] as T);
  const some = <T>(items: readonly T[], part: number) => items.filter(() => chance(part));
  return { below, chance, pick, some };
}

const padded = (at: number) => String(at).padStart(5, '0');

/** The same market for the same seed. Small amounts and few distinct ones, so that everything binds and ties. */
export function market(seed: number, size: MarketSize): ParksInput {
  const draw = drawing(seed);
  const names = NAMES.slice(0, size.resources ?? 3);
  const pickiness = size.pickiness ?? 0.2;
  const slotCount = size.parks * size.slotsPerPark;
  const perPark = (size.intents * 6) / size.parks / (size.scarcity ?? 1.2);
  const parks = Array.from({ length: size.parks }, (_, at) => parkOf(at, names, perPark, pickiness, draw));
  const slots = Array.from({ length: slotCount }, (_, at) =>
    slotOf(at, parks[at % size.parks], names, pickiness, draw),
  );
  const reserves = Array.from({ length: size.reserves ?? 0 }, (_, at): ParkReserve => ({
    id: `reserve-${at}`,
    slotIds: slots
      .filter((_, slot) => slot % (2 * (size.reserves ?? 0)) === at && draw.chance(0.8))
      .map(({ id }) => id),
    resourcesBasisPoints: 1_000 + draw.below(3) * 1_500,
  }));
  const taken = slots.flatMap(({ id }): TakenSlot[] =>
    draw.chance(size.taken ?? 0) ? [{ slotId: id, uses: amountsOf(names, 3, draw) }] : [],
  );
  const intents = Array.from({ length: size.intents }, (_, at) =>
    intentOf(at, { names, parks, reserves, pickiness, released: size.released ?? 1 }, draw),
  );
  const pairings = [
    { eastRegion: '310000', westRegion: '530000' },
    { eastRegion: '330100', westRegion: '522600' },
  ];
  const search = { ...PARK_RULES.search, reopenings: size.reopenings ?? PARK_RULES.search.reopenings };
  return { parks, slots, taken, intents, reserves, pairings, rules: { ...PARK_RULES, seed, search } };
}

const amountsOf = (names: readonly string[], most: number, { below }: Draw) =>
  Object.fromEntries(names.map((name) => [name, below(most + 1)]));

function parkOf(
  at: number,
  names: readonly string[],
  each: number,
  pickiness: number,
  draw: Draw,
): IndustrialPark {
  return {
    id: `park-${padded(at)}`,
    regionCode: draw.pick(COUNTIES),
    capacities: Object.fromEntries(
      names.slice(1).map((name) => [name, Math.max(1, Math.floor(each * (0.4 + 0.5 * draw.below(3))))]),
    ),
    wantedIndustries: draw.some(INDUSTRIES, 0.3).map((code) => code.slice(0, 2 + draw.below(3))),
    excludedIndustries: draw.chance(pickiness) ? [draw.pick(INDUSTRIES).slice(0, 2 + draw.below(3))] : [],
    environmentalLimits: { codKgPerDay: 60 + draw.below(60) },
    kilometresToMarkets: Object.fromEntries(MARKETS.map((market) => [market, 100 * draw.below(25)])),
    labourWithinCommute: 500 * draw.below(10),
    policyBasisPoints: 2_500 * draw.below(5),
    leastInvestmentFen: BigInt(draw.chance(pickiness) ? 500_000_000 : 0),
  };
}

function slotOf(
  at: number,
  park: IndustrialPark | undefined,
  names: readonly string[],
  pickiness: number,
  draw: Draw,
): ParkSlot {
  return {
    id: `slot-${padded(at)}`,
    parkId: park?.id ?? '',
    kind: draw.pick(KINDS),
    capacities: {
      landM2: 4 + draw.below(6),
      ...(names.length > 1 && draw.chance(0.5) ? { powerKva: 4 + draw.below(6) } : {}),
    },
    priceFen: BigInt(500 * draw.below(10)),
    availableFrom: draw.chance(pickiness) ? '2027-01-01' : '2026-07-01',
  };
}

interface Around {
  readonly names: readonly string[];
  readonly parks: readonly IndustrialPark[];
  readonly reserves: readonly ParkReserve[];
  readonly pickiness: number;
  readonly released: number;
}

function intentOf(
  at: number,
  { names, parks, reserves, pickiness, released }: Around,
  draw: Draw,
): ParkIntent {
  return {
    id: `intent-${padded(at)}`,
    enterpriseId: `enterprise-${padded(draw.below(at + 1))}`,
    industryCode: draw.chance(0.1) ? draw.pick(INDUSTRIES).slice(0, 2) : draw.pick(INDUSTRIES),
    homeRegion: draw.pick(HOMES),
    needs: Object.fromEntries(names.map((name) => [name, 1 + draw.below(7)])),
    environmentalLoads: { codKgPerDay: draw.below(70) },
    investmentFen: BigInt(1 + draw.below(20)) * 100_000_000n,
    jobs: 20 * draw.below(20),
    neededBy: draw.chance(pickiness) ? '2026-12-31' : '2027-06-30',
    preferredRegions: draw.some(['530000', '520000', '620000'], 0.4),
    regionsOnly: false,
    acceptedKinds: draw.chance(pickiness) ? [draw.pick(KINDS)] : [],
    mostPriceFen: draw.chance(pickiness) ? 3_000n : null,
    markets: draw.some(MARKETS, 0.5),
    releasedTo: draw.some(parks, released).map(({ id }) => id),
    releasedToOffices: draw.some(['office-east', 'office-west'], 0.5),
    reserveIds: draw.some(reserves, 0.4).map(({ id }) => id),
  };
}

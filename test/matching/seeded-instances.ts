import type {
  CountyFloor,
  MatchingInput,
  MatchingRules,
  RequestLine,
  Supply,
} from '../../libs/matching/src/index';
import { seededRandom } from '../../libs/matching/src/seeded-random';

/** How many of what, and how hard. */
export interface InstanceSize {
  readonly lines: number;
  readonly supplies: number;
  readonly categories?: number;
  /** Chance that a supply has price steps, a consignment sum, a smallest order above a pack. */
  readonly unevenness?: number;
  /** Everything wanted over everything there is, about. */
  readonly scarcity?: number;
  /** One pack size for all, grams, which all wishes are multiples of; mixed sizes where it is not given. */
  readonly pack?: number;
  /** Base units below which nothing is sold, by the first price step of every second supply. */
  readonly soldFrom?: bigint;
  /** Every third line asks for the category above all. */
  readonly parents?: boolean;
  readonly floors?: readonly Partial<CountyFloor>[];
  readonly rules?: Partial<MatchingRules>;
}

export const COUNTIES = ['530326', '532924', '522622', '620821', '640422', '513435', '511133', '450226'];

export const RULES: MatchingRules = {
  version: 'test-1',
  on: '2026-07-09',
  seed: 7,
  gradesBestFirst: ['特级', '一级', '二级'],
  certificates: ['GREEN', 'ORGANIC', 'GI'],
  freightFenPerTonneKm: 45n,
  detourBasisPoints: 13_000,
  graceDays: 3,
  latenessBasisPointsPerDay: 100,
  gradeBenefitBasisPoints: 100,
  repeatBenefitBasisPoints: 100,
  pairingBenefitBasisPoints: 200,
  unreliabilityBasisPoints: 1_000,
  uncertaintyBasisPoints: 500,
  unmetMinimumBasisPoints: 30_000,
  unmetRestBasisPoints: 15_000,
  supplierShareBasisPoints: 6_000,
  edgesPerLine: 40,
  epsilonBasisPoints: 500,
  floors: [],
  protectionWeightBasisPoints: 5_000,
  search: {
    simplexIterations: 1_000_000,
    exactLines: 12,
    exactSupplies: 12,
    branchNodes: 20_000,
    improvementRounds: 12,
  },
};

/** The same instance for the same seed: requests of schools, shops and plants, lots of cooperatives. */
export function instance(seed: number, size: InstanceSize): MatchingInput {
  const random = seededRandom(seed);
  const below = (n: number) => Math.floor(random() * n);
  const pick = <T>(items: readonly T[]): T => items[below(items.length)] ?? (items[0] as T);
  const categories = size.categories ?? 1;
  const supplies = Array.from({ length: size.supplies }, (_, at) =>
    supplyOf(at, at % categories, size.unevenness ?? 0.15, below, pick, random),
  );
  const offered = supplies.reduce((sum, { availableBase }) => sum + Number(availableBase / 1000n), 0);
  const perLine = (offered / size.lines) * (size.scarcity ?? 0.6);
  const asked = Array.from({ length: size.lines }, (_, at) =>
    lineOf(at, at % categories, perLine, below, pick, random),
  );
  const lines = size.parents === true ? asked.map(parentEveryThird) : asked;
  const floors = (size.floors ?? []).map((floor, at): CountyFloor => ({
    id: `floor-${at}`,
    counties: COUNTIES.filter((_, county) => (county + at) % 3 === 0),
    floorFen: BigInt(Math.floor(offered * (50 + 250 * random()))),
    weightBasisPoints: 2_000,
    ...floor,
  }));
  const input = { lines, supplies, rules: { ...RULES, ...size.rules, floors } };
  if (size.pack !== undefined) return evenPacks(input, BigInt(size.pack));
  return size.soldFrom === undefined ? input : soldFromOn(input, size.soldFrom);
}

const soldFromOn = (input: MatchingInput, from: bigint): MatchingInput => ({
  ...input,
  supplies: input.supplies.map((supply, at) => {
    const [first, ...rest] = supply.ladder;
    const later = rest.filter(({ fromQuantityBase }) => fromQuantityBase > from);
    return at % 2 === 1 || !first
      ? supply
      : { ...supply, ladder: [{ ...first, fromQuantityBase: from }, ...later] };
  }),
});

function evenPacks(input: MatchingInput, pack: bigint): MatchingInput {
  const whole = (quantityBase: bigint) => (quantityBase / pack) * pack;
  return {
    ...input,
    lines: input.lines.map((line) => ({
      ...line,
      minimumBase: whole(line.minimumBase),
      maximumBase: whole(line.maximumBase),
    })),
    supplies: input.supplies.map((supply) => ({ ...supply, packBase: pack })),
  };
}

/** All of one length: none takes another in. */
export const categoryCode = (category: number) => String(101 + category).padStart(4, '0');

const parentEveryThird = (line: RequestLine, at: number): RequestLine =>
  at % 3 === 0 ? { ...line, categoryCode: line.categoryCode.slice(0, 2) } : line;

type Below = (n: number) => number;
type Pick = <T>(items: readonly T[]) => T;

function supplyOf(
  at: number,
  category: number,
  unevenness: number,
  below: Below,
  pick: Pick,
  random: () => number,
): Supply {
  const pack = pick([1_000, 5_000, 10_000, 25_000]);
  const uneven = () => random() < unevenness;
  const price = 550 + below(300);
  const available = (20 + below(300)) * 10_000 + below(10_000);
  const freight = uneven() ? 'FIXED' : pick(['INCLUDED', 'PER_KG', 'BY_DISTANCE'] as const);
  return {
    id: `supply-${String(at).padStart(6, '0')}`,
    kind: random() < 0.7 ? 'LOT' : 'ANNOUNCEMENT',
    supplierId: `supplier-${at % Math.max(3, Math.ceil(at / 2))}`,
    productId: `product-${category}`,
    categoryCode: categoryCode(category),
    baseUnit: 'g',
    gramsPerThousandBase: 1_000n,
    availableBase: BigInt(available),
    moqBase: BigInt(uneven() ? (2 + below(10)) * 20_000 : pack),
    packBase: BigInt(pack),
    ladder: [
      { fromQuantityBase: 0n, unitPriceFen: BigInt(price) },
      ...(uneven()
        ? [{ fromQuantityBase: BigInt(available >> 2), unitPriceFen: BigInt(price - 10 - below(20)) }]
        : []),
    ],
    priceUnit: 'kg',
    freight: {
      kind: freight,
      fen:
        freight === 'FIXED'
          ? BigInt(5_000 + below(20_000))
          : freight === 'PER_KG'
            ? BigInt(20 + below(60))
            : 0n,
    },
    readyOn: `2026-07-${String(10 + below(15)).padStart(2, '0')}`,
    leadDays: 2 + below(6),
    keepsUntil: random() < 0.5 ? null : '2026-12-31',
    grade: pick(['特级', '一级', '一级', '二级']),
    certificates: random() < 0.4 ? ['GREEN'] : [],
    origins: [{ countyCode: pick(COUNTIES), partsPerMillion: 1_000_000 }],
    sentFrom: {
      latitudeMicrodegrees: 25_000_000 + below(8_000_000),
      longitudeMicrodegrees: 100_000_000 + below(8_000_000),
    },
    reliabilityBasisPoints: 8_500 + below(1_500),
    confidenceBasisPoints: 10_000,
  };
}

function lineOf(
  at: number,
  category: number,
  perLine: number,
  below: Below,
  pick: Pick,
  random: () => number,
): RequestLine {
  const maximum = Math.max(50, Math.floor(perLine * (0.5 + random()))) * 1_000;
  return {
    id: `line-${String(at).padStart(5, '0')}`,
    requestId: `request-${at >> 1}`,
    buyerId: `buyer-${at % 7}`,
    categoryCode: categoryCode(category),
    productId: null,
    baseUnit: 'g',
    minimumBase: BigInt(Math.floor(maximum * 0.8)),
    maximumBase: BigInt(maximum),
    landedCap: random() < 0.2 ? null : { unitPriceFen: BigInt(900 + below(300)), priceUnit: 'kg' },
    worstGrade: pick([null, '二级', '一级']),
    certificates: random() < 0.15 ? ['GREEN'] : [],
    deliverTo: {
      latitudeMicrodegrees: 31_000_000 + below(1_000_000),
      longitudeMicrodegrees: 120_500_000 + below(1_000_000),
    },
    roadKilometres: {},
    deliverFrom: '2026-07-12',
    deliverUntil: `2026-07-${String(20 + below(12)).padStart(2, '0')}`,
    pairedCounties: [pick(COUNTIES), pick(COUNTIES)],
    knownSuppliers: [`supplier-${below(6)}`],
    excludedSuppliers: random() < 0.1 ? [`supplier-${below(6)}`] : [],
    epsilonBasisPoints: random() < 0.5 ? null : pick([0, 100, 1_000]),
  };
}

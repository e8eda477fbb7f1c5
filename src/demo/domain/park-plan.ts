import { addDays } from '../../platform/index';
import type { DemoPair } from './demo-pairs';
import type { DemoPlan, PlannedOrganization } from './demo-plan';
import { fictiveUscc } from './fictive-uscc';
import { officeKey, provinceOf } from './plan-parties';
import { Random } from './random';

const PARKS = 10;
const SLOTS_PER_PARK = 6;
const REGISTERED_AFTER_DAYS = 2;
const KINDS = ['JOINT', 'AGRICULTURAL', 'ENCLAVE', 'GENERAL', 'JOINT'] as const;
const NAMES = {
  JOINT: '东西部协作共建产业园',
  AGRICULTURAL: '现代农业产业园',
  ENCLAVE: '飞地产业园',
  GENERAL: '工业集中区',
} as const;

export interface PlannedSlot {
  readonly code: string;
  readonly kind: 'LAND' | 'PLANT';
  /** Of land or floor, in square metres. */
  readonly m2: number;
  readonly powerKva: number;
  readonly waterM3: number;
  readonly priceFen: bigint;
}

/** One park with what it offers; the office of its province looks after it, the one of the paired east brings its projects. */
export interface PlannedPark {
  readonly key: string;
  readonly name: string;
  readonly kind: (typeof KINDS)[number];
  /** The western county it counts for. */
  readonly countyCode: string;
  readonly county: string;
  /** Where it lies: an enclave with the eastern partner. */
  readonly siteCode: string;
  readonly eastOffice: string;
  readonly westOffice: string;
  readonly pair: DemoPair;
  readonly operator: PlannedOrganization;
  readonly registeredOn: string;
  readonly workers: number;
  readonly slots: readonly PlannedSlot[];
}

/** A park for each pair, and second ones until there are ten; in the whole year sixty slots. */
export function planParks({
  seed,
  firstDay,
  products,
  agreements,
}: Pick<DemoPlan, 'seed' | 'firstDay' | 'products' | 'agreements'>): PlannedPark[] {
  const random = new Random(seed + 13);
  const pairs = [...new Set(agreements.map(({ pair }) => pair))];
  const goods = products.map((product) => product.goods).filter(({ countable }) => countable);
  const ofPair = pairs.map((pair) => {
    const counties = new Map(
      goods
        .filter(({ countyCode }) => provinceOf(countyCode) === pair.west.code)
        .map(({ countyCode, county }) => [countyCode, county]),
    );
    return { pair, counties: [...counties] };
  });
  const first = ofPair.map(({ pair, counties }) => ({ pair, county: counties[0] }));
  const second = ofPair.map(({ pair, counties }) => ({ pair, county: counties[1] }));
  const sites = [...first, ...second].flatMap(({ pair, county }) => (county ? [{ pair, county }] : []));
  return sites.slice(0, PARKS).map(({ pair, county: [countyCode, county] }, index) => {
    const kind = KINDS[index % KINDS.length] ?? 'GENERAL';
    const key = `p${countyCode}`;
    return {
      key,
      name: `示例${county}${NAMES[kind]}`,
      kind,
      countyCode,
      county,
      siteCode: kind === 'ENCLAVE' ? (pair.buyerRegions[0]?.code ?? countyCode) : countyCode,
      eastOffice: officeKey(pair.east.code),
      westOffice: officeKey(pair.west.code),
      pair,
      operator: operatorOf(key, countyCode, county),
      registeredOn: addDays(firstDay, REGISTERED_AFTER_DAYS),
      workers: random.whole(40, 400) * 100,
      slots: Array.from({ length: SLOTS_PER_PARK }, (_, at) => planSlot(random, at)),
    };
  });
}

function operatorOf(key: string, countyCode: string, county: string): PlannedOrganization {
  return {
    key,
    name: `示例${county}园区开发有限公司`,
    kind: 'PARK_OPERATOR',
    regionCode: countyCode,
    side: 'WEST',
    uscc: fictiveUscc('91', countyCode, key),
    parentKey: null,
    login: key,
    people: [],
  };
}

function planSlot(random: Random, at: number): PlannedSlot {
  const land = at % 3 === 0;
  return {
    code: `${land ? 'D' : 'C'}${String(at + 1).padStart(2, '0')}`,
    kind: land ? 'LAND' : 'PLANT',
    m2: land ? random.whole(8, 40) * 1_000 : random.whole(15, 80) * 100,
    powerKva: random.whole(2, 20) * 100,
    waterM3: random.whole(2, 30) * 20,
    priceFen: land ? BigInt(random.whole(90, 220)) * 100n : BigInt(random.whole(60, 180)) * 10n,
  };
}

const MARGIN = 1.4;

/** What the park has: more than its slots take, so that room is left for others. */
export function capacitiesOf({ slots }: PlannedPark): { resource: string; capacity: number }[] {
  const sum = (of: (slot: PlannedSlot) => number) =>
    Math.ceil(slots.reduce((total, slot) => total + of(slot), 0) * MARGIN);
  return [
    { resource: 'LAND', capacity: sum((slot) => (slot.kind === 'LAND' ? slot.m2 : slot.m2 * 2)) },
    { resource: 'FLOOR', capacity: sum((slot) => (slot.kind === 'PLANT' ? slot.m2 : 0)) },
    { resource: 'POWER', capacity: sum(({ powerKva }) => powerKva) },
    { resource: 'WATER', capacity: sum(({ waterM3 }) => waterM3) },
  ];
}

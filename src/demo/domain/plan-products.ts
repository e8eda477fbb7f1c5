import { mulDiv } from '../../../libs/money/src/index';
import { addDays } from '../../platform/index';
import { SOLD_BY_NEIGHBOUR, type DemoGoods } from './demo-goods';
import type { PlannedLot, PlannedOrganization, PlannedProduct } from './demo-plan';
import type { Random } from './random';
import { withWalkthroughStock } from './walkthrough-stock';

const DAYS_OF_OLD_HARVEST = 200; // lots on sale on the first day were harvested before it
const LOT_COVERS_USUAL_ORDERS = 14;

interface ProductFacts {
  readonly random: Random;
  readonly suppliers: readonly PlannedOrganization[];
  readonly goods: readonly DemoGoods[];
  readonly firstDay: string;
  readonly lastDay: string;
}

/** Every supplier sells what its county grows, and one of them what grows in a neighbouring county on no list. */
export function planProducts(facts: ProductFacts): PlannedProduct[] {
  return facts.suppliers
    .flatMap((supplier) =>
      facts.goods.filter((goods) => sells(supplier, goods)).map((goods) => ({ supplier, goods })),
    )
    .map(({ supplier, goods }, index) => planProduct(facts, supplier, goods, index));
}

/** Of every fifteen products one each is not recognised, has no verified land behind it, or misses its yearly re-check. */
const EVERY = 15;
const UNRECOGNISED = 3;
const WITHOUT_LAND = 8;
const RECHECK_FORGOTTEN = 12;

function sells(supplier: PlannedOrganization, goods: DemoGoods): boolean {
  if (goods.countable) return goods.countyCode === supplier.regionCode;
  return supplier.key === `s${SOLD_BY_NEIGHBOUR.get(goods.countyCode) ?? ''}1`;
}

function planProduct(
  { random, firstDay, lastDay }: ProductFacts,
  supplier: PlannedOrganization,
  goods: DemoGoods,
  index: number,
): PlannedProduct {
  const key = `${supplier.key}-${goods.countyCode}-${goods.cropCode}`;
  const lots = planLots(random, key, goods, firstDay, lastDay);
  const product = withWalkthroughStock({
    key,
    supplierKey: supplier.key,
    goods,
    priceFenPerKg: mulDiv(goods.priceFenPerKg, BigInt(random.whole(94, 108)), 100n, 'HALF_UP'),
    freightFen: BigInt(random.whole(2, 9)) * 10_000n,
    recognised: goods.countable && index % EVERY !== UNRECOGNISED,
    recheckForgotten: index % EVERY === RECHECK_FORGOTTEN,
    areaMu: 0,
    landVerified: goods.countable && index % EVERY !== WITHOUT_LAND,
    lots,
  });
  return { ...product, areaMu: areaFor(goods, product.lots) };
}

/** Kilograms one mu gives in a year, well below the dated ceilings of the categories. */
const ORDINARY_YIELD = new Map([
  ['0101', 500],
  ['0102', 300],
  ['0201', 2500],
  ['0202', 2500],
  ['0203', 1500],
  ['0204', 1500],
  ['0402', 3000],
  ['0403', 2500],
  ['05', 5000],
  ['10', 120],
  ['11', 400],
  ['13', 150],
]);

/** Enough land for everything harvested in one calendar year. */
function areaFor(goods: DemoGoods, lots: readonly PlannedLot[]): number {
  const byYear = new Map<string, number>();
  for (const lot of lots) {
    const year = lot.harvestedOn.slice(0, 4);
    byYear.set(year, (byYear.get(year) ?? 0) + lot.kilograms);
  }
  return Math.ceil(Math.max(1, ...byYear.values()) / (ORDINARY_YIELD.get(goods.categoryCode) ?? 100));
}

/** One lot per harvest month, harvested on a day of that month, before and during the year. */
function planLots(
  random: Random,
  key: string,
  goods: DemoGoods,
  firstDay: string,
  lastDay: string,
): PlannedLot[] {
  const lots: PlannedLot[] = [];
  const kilograms = goods.usualKg[1] * LOT_COVERS_USUAL_ORDERS;
  for (const month of monthsBetween(addDays(firstDay, -DAYS_OF_OLD_HARVEST), lastDay)) {
    if (!goods.harvestMonths.includes(Number(month.slice(5, 7)))) continue;
    const harvestedOn = `${month}-${String(random.whole(3, 24)).padStart(2, '0')}`;
    const expiresOn = addDays(harvestedOn, goods.shelfLifeDays);
    if (harvestedOn > addDays(lastDay, -5) || expiresOn < addDays(firstDay, 30)) continue;
    lots.push({
      key: `${key}-${month}`,
      harvestedOn,
      expiresOn,
      kilograms,
      grade: random.chance(0.7) ? '一级' : '二级',
    });
  }
  return lots;
}

function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  for (let day = `${first.slice(0, 7)}-01`; day <= last; day = addDays(day, 32).slice(0, 8) + '01')
    months.push(day.slice(0, 7));
  return months;
}

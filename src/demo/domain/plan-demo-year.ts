import { addDays } from '../../platform/index';
import { demoGoods, type DemoGoods } from './demo-goods';
import { demoPairs } from './demo-pairs';
import type { DemoPlan, PlannedLot, PlannedOrganization, PlannedProduct } from './demo-plan';
import { planOrders } from './plan-orders';
import { planBuyers, planOffices, planSuppliers } from './plan-parties';
import { Random } from './random';

const DAYS_IN_YEAR = 365;
const DAYS_OF_OLD_HARVEST = 200; // lots on sale on the first day were harvested before it
const ORDERS = 610;
const LOT_COVERS_USUAL_ORDERS = 14;

/** The whole demo year, decided before anything is played: the same seed and last day give the same plan. */
export function planDemoYear(seed: number, lastDay: string): DemoPlan {
  const random = new Random(seed);
  const firstDay = addDays(lastDay, -DAYS_IN_YEAR);
  const suppliers = planSuppliers();
  const buyers = planBuyers();
  const products = suppliers.flatMap((supplier) => planProducts(random, supplier, firstDay, lastDay));
  return {
    seed,
    firstDay,
    lastDay,
    offices: planOffices(),
    suppliers,
    buyers,
    products,
    agreements: demoPairs.flatMap((pair) =>
      pair.targets.map((target, index) => ({
        pair,
        year: Number(firstDay.slice(0, 4)) + index,
        targetFen: BigInt(target) * 1_000_000n,
      })),
    ),
    orders: planOrders({ random, count: ORDERS, firstDay: addDays(firstDay, 3), lastDay, buyers, products }),
  };
}

function planProducts(
  random: Random,
  supplier: PlannedOrganization,
  firstDay: string,
  lastDay: string,
): PlannedProduct[] {
  return demoGoods
    .filter((goods) => goods.countyCode === supplier.regionCode)
    .map((goods) => {
      const key = `${supplier.key}-${goods.cropCode}`;
      const lots = planLots(random, key, goods, firstDay, lastDay);
      return {
        key,
        supplierKey: supplier.key,
        goods,
        priceFenPerKg: Math.round((goods.priceFenPerKg * random.whole(94, 108)) / 100),
        freightFen: random.whole(2, 9) * 10_000,
        recognised: goods.countable && !random.chance(0.06),
        areaMu: areaFor(goods, lots),
        lots,
      };
    });
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

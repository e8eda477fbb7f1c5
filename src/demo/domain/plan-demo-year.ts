import { addDays } from '../../platform/index';
import { demoGoods, type DemoGoods } from './demo-goods';
import { demoPairs, type DemoPair } from './demo-pairs';
import type { DemoPlan, PlannedAgreement, PlannedProduct, StrayTransfer } from './demo-plan';
import { planAssisting, planCountyOffice } from './plan-assisting';
import { planOrders } from './plan-orders';
import { planBuyers, planOffices, planSuppliers } from './plan-parties';
import { planProducts } from './plan-products';
import { Random } from './random';

export const DEMO_SEED = 20261121;

const DAYS = 365;
const ORDERS = 610;
const SUSPENDED_DAYS_BEFORE_END = 12;
const LAST_ORDER_BEFORE_SUSPENSION_DAYS = 75; // so that every order of the suspended supplier is finished
const STRAY_TRANSFERS = 5;

/** A part of the country, of the year and of the orders, for tests. */
export interface DemoScale {
  readonly days: number;
  readonly orders: number;
  readonly goods: readonly DemoGoods[];
  readonly pairs: readonly DemoPair[];
}

const WHOLE: DemoScale = { days: DAYS, orders: ORDERS, goods: demoGoods, pairs: demoPairs };

/** The whole demo year, decided before anything is played: the same seed and last day give the same plan. */
export function planDemoYear(seed: number, lastDay: string, scale: DemoScale = WHOLE): DemoPlan {
  const random = new Random(seed);
  const firstDay = addDays(lastDay, -scale.days);
  const { goods, pairs } = scale;
  const suppliers = planSuppliers(goods);
  const buyers = planBuyers(pairs);
  const planned = planProducts({ random, suppliers, goods, firstDay, lastDay });
  const suspendedOn = addDays(lastDay, -SUSPENDED_DAYS_BEFORE_END);
  const suspendedSupplierKey = suppliers.findLast((supplier) => supplier.kind !== 'ENTERPRISE')?.key ?? '';
  const products = planned.map((product) =>
    product.supplierKey === suspendedSupplierKey ? withoutLotsFrom(product, suspendedOn) : product,
  );
  const suspended = {
    supplierKey: suspendedSupplierKey,
    from: addDays(suspendedOn, -LAST_ORDER_BEFORE_SUSPENSION_DAYS),
  };
  const span = { firstDay, lastDay };
  return {
    seed,
    ...span,
    suppliers,
    buyers,
    assisting: planAssisting(),
    products,
    suspendedSupplierKey,
    suspendedOn,
    offices: [...planOffices(goods, pairs), planCountyOffice()],
    agreements: planAgreements(pairs, firstDay),
    orders: planOrders({
      random,
      count: scale.orders,
      firstDay: addDays(firstDay, 3),
      lastDay,
      buyers,
      products,
      pairs,
      suspended,
    }),
    strayTransfers: planStrayTransfers(random, lastDay),
  };
}

/** A suspended supplier puts nothing on sale; nobody has ordered from what it harvests then. */
function withoutLotsFrom(product: PlannedProduct, day: string): PlannedProduct {
  return { ...product, lots: product.lots.filter(({ harvestedOn }) => harvestedOn < day) };
}

function planAgreements(pairs: readonly DemoPair[], firstDay: string): PlannedAgreement[] {
  const first = Number(firstDay.slice(0, 4));
  return pairs.flatMap((pair) =>
    pair.targets.map((target, index) => ({
      pair,
      year: first + index,
      targetFen: BigInt(target) * 1_000_000n,
      signedOn: index === 0 ? addDays(firstDay, -6) : laterOf(addDays(firstDay, 2), `${first}-12-18`),
    })),
  );
}

const laterOf = (one: string, other: string) => (one > other ? one : other);

function planStrayTransfers(random: Random, lastDay: string): StrayTransfer[] {
  return Array.from({ length: STRAY_TRANSFERS }, (_, index) => ({
    day: addDays(lastDay, -random.whole(1, 60)),
    fen: BigInt(random.whole(2_000, 90_000)) * 100n,
    payerName: `示例汇款单位${index + 1}号`,
    memo: index % 2 === 0 ? '货款' : '农产品采购款 识别码见附件',
  })).toSorted((a, b) => a.day.localeCompare(b.day));
}

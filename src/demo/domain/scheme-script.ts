import { mulDiv } from '../../../libs/money/src/index';
import { addDays } from '../../platform/index';
import type { DemoPlan, PlannedLot, PlannedOrder, PlannedProduct } from './demo-plan';
import { planFramework } from './framework-script';
import { ASSISTED_COUNTY, BUREAU, BUREAU_UNITS, CENTRAL, CENTRAL_UNITS } from './plan-assisting';
import { yuanText } from './said-amounts';
import { spareGoods } from './spare-goods';

/** Days before the present; a shorter year begins it in its first week. */
const RELATED = 150;
const FIRST_NUMBER = 9_401;
/** Every order and claim takes a little of what the lot has left. */
const PARTS = 20;

/** Who buys, for which unit, how long before the present. The first three are the central unit's, under 定点帮扶. */
const BOUGHT: readonly (Pick<PlannedOrder, 'buyerKey' | 'unitKey' | 'purpose' | 'overChannel'> & {
  readonly before: number;
})[] = [
  { buyerKey: CENTRAL, unitKey: CENTRAL, before: 49 },
  { buyerKey: CENTRAL, unitKey: CENTRAL_UNITS[0], before: 44 },
  { buyerKey: CENTRAL, unitKey: CENTRAL_UNITS[1], before: 18 },
  { buyerKey: BUREAU, unitKey: BUREAU, before: 42 },
  { buyerKey: 'b310115', unitKey: BUREAU_UNITS.outsourced, before: 30 }, // the school's contractor
  { buyerKey: BUREAU, unitKey: BUREAU_UNITS.shared, before: 29 },
  { buyerKey: BUREAU, unitKey: BUREAU_UNITS.union, before: 27, purpose: 'UNION' },
  { buyerKey: 'b420106', unitKey: 'b420106', before: 25, overChannel: true },
];

/** 定点帮扶, 预留份额, 帮助销售 and 平台外采购: whose goods, and when each of them begins. */
export interface PlannedSchemes {
  readonly product: PlannedProduct;
  readonly lot: PlannedLot;
  readonly relatedOn: string;
  /** Calendar years the relation is played in. */
  readonly years: readonly number[];
  readonly orders: readonly PlannedOrder[];
  /** Kilograms of one order or claim. */
  readonly kilograms: number;
}

export function planSchemes(plan: DemoPlan): PlannedSchemes | null {
  const { firstDay, lastDay } = plan;
  const day = (before: number) => addDays(lastDay, -before);
  const relatedOn = [addDays(firstDay, 4), day(RELATED)].toSorted().at(-1) ?? lastDay;
  const framework = planFramework(plan);
  const goods = spareGoods(plan, { from: day(BOUGHT[0]?.before ?? 0), until: addDays(lastDay, 30) }).find(
    ({ product, lot, kilograms }) =>
      product.goods.countyCode === ASSISTED_COUNTY &&
      lot.key !== framework?.lot.key &&
      kilograms >= PARTS * product.goods.usualKg[0],
  );
  if (!goods) return null;
  const { product, lot } = goods;
  const [kilograms] = product.goods.usualKg;
  const orders = BOUGHT.map(({ before, ...bought }, index) => ({
    ...bought,
    ...USUAL,
    number: FIRST_NUMBER + index,
    supplierKey: product.supplierKey,
    lotKey: lot.key,
    kilograms,
    placedOn: day(before),
  }));
  const years = [...new Set([relatedOn, lastDay].map((one) => Number(one.slice(0, 4))))];
  return { product, lot, relatedOn, years, orders, kilograms };
}

const USUAL = {
  terms: 'PREPAID',
  fate: 'SETTLES',
  shipments: 1,
  shortPerMille: 0,
  signedAfter: 1,
  buyerSignsAfter: 2,
  paidAfter: 4,
  shippedAfter: 6,
  lastShipmentAfter: 6,
  arrivesAfter: 10,
  acceptedAfter: 11,
  refundedAfter: 11,
} as const satisfies Partial<PlannedOrder>;

/** Paid elsewhere for so many kilograms, at nine tenths of the listed price. */
export const paidElsewhere = ({ product }: PlannedSchemes, kilograms: number) =>
  yuanText(mulDiv(product.priceFenPerKg * BigInt(kilograms), 9n, 10n, 'HALF_UP'));

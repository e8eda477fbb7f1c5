import { addDays } from '../../platform/index';
import type { DemoPlan, PlannedOrder, PlannedProduct } from './demo-plan';

/** Well below any ceiling: what one mu is said to give. */
const KG_OF_A_MU = 50;
/** A harvest that is in before the present: its window begins so many days before it. */
const PAST_WINDOW = 34;
const ORDERED_BEFORE_WINDOW = 3;
const CERTIFIED_IN_WINDOW = 4;
const DELIVERED_AFTER_LOTS = 12;
const ORDER_NUMBER = 9_201;
const ORDERED_KG = 200;

/** A harvest to come that a cooperative announces, on land of its own for it. */
export interface PlannedHarvest {
  readonly key: string;
  readonly product: PlannedProduct;
  readonly landOn: string;
  readonly announcedOn: string;
  readonly season: number;
  readonly areaMu: number;
  readonly harvest: ReturnType<typeof harvestOf>;
  /** What a buyer ordered of it before it was there, and when it came. */
  readonly ordered: OrderedHarvest | null;
}

export interface OrderedHarvest {
  readonly orderedOn: string;
  readonly certifiedOn: string;
  readonly deliveryOn: string;
  readonly certificateNo: string;
  /** Goes on like any other order from the day the harvest is certified. */
  readonly order: PlannedOrder;
}

/** One that was ordered from, certified and delivered, and one that comes after the year. */
export function planHarvests(plan: DemoPlan): PlannedHarvest[] {
  const { lastDay } = plan;
  const past = planned(plan, '1', windowAfter(addDays(lastDay, -PAST_WINDOW), [0, 14]));
  const coming = planned(plan, '2', windowAfter(lastDay, [20, 40]), addDays(lastDay, -9));
  const ordered = past && orderOf(plan, past);
  return [...(past && ordered ? [{ ...past, ordered }] : []), ...(coming ? [coming] : [])];
}

type Window = ReturnType<typeof windowAfter>;

function planned(
  { products, suspendedSupplierKey }: DemoPlan,
  key: string,
  window: Window,
  announcedOn = addDays(window.windowFrom, -ORDERED_BEFORE_WINDOW - 1),
): PlannedHarvest | null {
  const month = Number(window.windowFrom.slice(5, 7));
  const own = products.filter(
    ({ landVerified, recognised, supplierKey }) =>
      landVerified && recognised && supplierKey !== suspendedSupplierKey,
  );
  const product = own.find(({ goods }) => goods.harvestMonths.includes(month)) ?? own[0];
  if (!product) return null;
  const [low, high] = product.goods.usualKg;
  return {
    key,
    product,
    landOn: addDays(announcedOn, -1),
    announcedOn,
    season: Number(window.windowFrom.slice(0, 4)),
    areaMu: Math.ceil((low + high) / KG_OF_A_MU),
    harvest: harvestOf(high, low + high, window),
    ordered: null,
  };
}

/** Within one year: a harvest across two has no season. */
function windowAfter(day: string, [from, to]: readonly [number, number]) {
  const windowFrom = addDays(day, from);
  const windowTo = addDays(day, to);
  const year = windowTo.slice(0, 4);
  if (windowFrom.startsWith(year)) return { windowFrom, windowTo };
  return { windowFrom: `${year}-01-05`, windowTo: `${year}-01-25` };
}

const harvestOf = (lower: number, upper: number, window: Window) => ({
  lower: { value: String(lower), unit: 'kg' },
  upper: { value: String(upper), unit: 'kg' },
  ...window,
  confidencePercent: 80,
  note: '示例：按出苗和往年产量估计。',
});

function orderOf({ buyers }: DemoPlan, { product, harvest }: PlannedHarvest): OrderedHarvest | null {
  const buyer = buyers.find(({ parentKey }) => parentKey === null);
  if (!buyer) return null;
  const certifiedOn = addDays(harvest.windowFrom, CERTIFIED_IN_WINDOW);
  return {
    orderedOn: addDays(harvest.windowFrom, -ORDERED_BEFORE_WINDOW),
    certifiedOn,
    deliveryOn: addDays(certifiedOn, DELIVERED_AFTER_LOTS),
    certificateNo: 'SHILI-YUJI-1',
    order: {
      number: ORDER_NUMBER,
      buyerKey: buyer.key,
      unitKey: buyer.key,
      supplierKey: product.supplierKey,
      lotKey: '',
      kilograms: ORDERED_KG,
      placedOn: certifiedOn,
      terms: 'PREPAID',
      fate: 'SETTLES',
      shipments: 1,
      shortPerMille: 0,
      signedAfter: 1,
      buyerSignsAfter: 2,
      paidAfter: 4,
      shippedAfter: 6,
      lastShipmentAfter: 6,
      arrivesAfter: 11,
      acceptedAfter: 12,
      refundedAfter: 12,
    },
  };
}

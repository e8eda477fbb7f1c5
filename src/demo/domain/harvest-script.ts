import { addDays } from '../../platform/index';
import type { DemoPlan, PlannedProduct } from './demo-plan';

/** Days before the present. */
const LAND_VERIFIED = 10;
const ANNOUNCED = 9;
/** Well below any ceiling: what one mu is said to give. */
const KG_OF_A_MU = 50;

/** A harvest to come that a cooperative announces, on land of its own for it. */
export interface PlannedHarvest {
  readonly product: PlannedProduct;
  readonly landOn: string;
  readonly announcedOn: string;
  readonly season: number;
  readonly areaMu: number;
  readonly harvest: ReturnType<typeof harvestOf>;
}

export function planHarvest({ lastDay, products, suspendedSupplierKey }: DemoPlan): PlannedHarvest | null {
  const window = windowAfter(lastDay);
  const month = Number(window.windowFrom.slice(5, 7));
  const own = products.filter(
    ({ landVerified, recognised, supplierKey }) =>
      landVerified && recognised && supplierKey !== suspendedSupplierKey,
  );
  const product = own.find(({ goods }) => goods.harvestMonths.includes(month)) ?? own[0];
  if (!product) return null;
  const [low, high] = product.goods.usualKg;
  return {
    product,
    landOn: addDays(lastDay, -LAND_VERIFIED),
    announcedOn: addDays(lastDay, -ANNOUNCED),
    season: Number(window.windowFrom.slice(0, 4)),
    areaMu: Math.ceil((low + high) / KG_OF_A_MU),
    harvest: harvestOf(high, low + high, window),
  };
}

/** Within one year: a harvest across two has no season. */
function windowAfter(lastDay: string) {
  const windowFrom = addDays(lastDay, 20);
  const windowTo = addDays(lastDay, 40);
  const year = windowTo.slice(0, 4);
  if (windowFrom.startsWith(year)) return { windowFrom, windowTo };
  return { windowFrom: `${year}-01-05`, windowTo: `${year}-01-25` };
}

const harvestOf = (lower: number, upper: number, window: ReturnType<typeof windowAfter>) => ({
  lower: { value: String(lower), unit: 'kg' },
  upper: { value: String(upper), unit: 'kg' },
  ...window,
  confidencePercent: 80,
  note: '示例：按出苗和往年产量估计。',
});

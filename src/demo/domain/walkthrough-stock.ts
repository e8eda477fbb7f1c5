import type { PlannedProduct } from './demo-plan';

/** The walk-through buys from this cooperative, again and again: its pepper must always count and must not run out. */
export const WALKTHROUGH_SUPPLIER_KEY = 's5134301';
const PEPPER = '13';
const WALKS = 60;
const KILOGRAMS_PER_WALK = 2000;

/** The newest harvest of the walk-through's pepper is larger by all walks; nothing about it is forgotten. Others stay as planned. */
export function withWalkthroughStock(product: PlannedProduct): PlannedProduct {
  if (product.supplierKey !== WALKTHROUGH_SUPPLIER_KEY || product.goods.categoryCode !== PEPPER)
    return product;
  const newest = product.lots.at(-1);
  const lots = product.lots.map((lot) =>
    lot === newest ? { ...lot, kilograms: lot.kilograms + WALKS * KILOGRAMS_PER_WALK } : lot,
  );
  return { ...product, recognised: true, recheckForgotten: false, landVerified: true, lots };
}

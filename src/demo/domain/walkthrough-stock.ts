import type { PlannedProduct } from './demo-plan';

export interface WalkedGoods {
  readonly supplierKey: string;
  readonly categoryCode: string;
  readonly kilogramsPerWalk: number;
}

/** The walk-through buys pepper from this cooperative, and rice from the other, again and again: it must not run out. */
export const WALKED: readonly WalkedGoods[] = [
  { supplierKey: 's5134301', categoryCode: '13', kilogramsPerWalk: 7_000 },
  { supplierKey: 's5326271', categoryCode: '0101', kilogramsPerWalk: 20_000 },
];
const WALKS = 60;

/** Its newest harvest is larger by all walks; nothing about it is forgotten, so that it counts. Others stay as planned. */
export function withWalkthroughStock(product: PlannedProduct): PlannedProduct {
  const walked = WALKED.find(
    ({ supplierKey, categoryCode }) =>
      product.supplierKey === supplierKey && product.goods.categoryCode === categoryCode,
  );
  if (!walked) return product;
  const newest = product.lots.at(-1);
  const lots = product.lots.map((lot) =>
    lot === newest ? { ...lot, kilograms: lot.kilograms + WALKS * walked.kilogramsPerWalk } : lot,
  );
  return { ...product, recognised: true, recheckForgotten: false, landVerified: true, lots };
}

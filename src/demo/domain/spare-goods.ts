import type { DemoPlan, PlannedLot, PlannedProduct } from './demo-plan';
import { WALKED } from './walkthrough-stock';

export interface SpareGoods {
  readonly product: PlannedProduct;
  readonly lot: PlannedLot;
  /** What no planned order takes of it. */
  readonly kilograms: number;
}

/** Lots on sale from one day to another with something left beside all planned orders; none the walk-through buys from. */
export function spareGoods(plan: DemoPlan, { from, until }: { from: string; until: string }): SpareGoods[] {
  const ordered = new Map<string, number>();
  for (const { lotKey, kilograms } of plan.orders)
    ordered.set(lotKey, (ordered.get(lotKey) ?? 0) + kilograms);
  const walked = new Set(WALKED.map(({ supplierKey }) => supplierKey));
  return plan.products
    .filter(
      ({ supplierKey, recognised, landVerified, recheckForgotten }) =>
        supplierKey !== plan.suspendedSupplierKey &&
        !walked.has(supplierKey) &&
        recognised &&
        landVerified &&
        !recheckForgotten,
    )
    .flatMap((product) =>
      product.lots
        .filter(({ harvestedOn, expiresOn }) => harvestedOn < from && expiresOn > until)
        .map((lot) => ({ product, lot, kilograms: lot.kilograms - (ordered.get(lot.key) ?? 0) })),
    );
}

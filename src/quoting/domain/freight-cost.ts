import { mulDiv, orRefused, sumFen, unitOf } from '../../../libs/money/src/index';
import type { RefusalPath } from '../../../libs/workflow/src/index';
import type { FreightKind, QuotedDelivery } from './said-quote';

/** Freight of one delivery: included, one sum, or by the kilogram of all that comes. */
export function freightCost(
  { freightKind, freightFen }: { readonly freightKind: FreightKind; readonly freightFen: bigint },
  lines: readonly { readonly quantityBase: bigint }[],
): bigint {
  if (freightKind === 'INCLUDED' || lines.length === 0) return 0n;
  if (freightKind === 'FIXED') return freightFen;
  const together = lines.reduce((sum, { quantityBase }) => sum + quantityBase, 0n);
  return mulDiv(freightFen, together, unitOf('kg').basePerUnit, 'HALF_UP');
}

/** Goods and freight of all deliveries can be kept as one sum: whoever compares or awards it can reckon with it. */
export function requireKeepable(deliveries: readonly QuotedDelivery[], path: RefusalPath): void {
  const costs = deliveries.flatMap((delivery) => [
    freightCost(delivery, delivery.lines),
    ...delivery.lines.map(({ goodsFen }) => goodsFen),
  ]);
  orRefused(path, () => sumFen(costs));
}

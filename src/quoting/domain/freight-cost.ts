import { mulDiv, unitOf } from '../../../libs/money/src/index';
import type { FreightKind } from './said-quote';

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

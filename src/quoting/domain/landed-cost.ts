import { mulDiv, splitFen, unitOf } from '../../../libs/money/src/index';
import { freightCost } from './freight-cost';
import type { FreightKind } from './said-quote';

interface Priced {
  readonly quantityBase: bigint;
  readonly goodsFen: bigint;
}

/** Goods and the line's share of its delivery's freight, by quantity to the fen; VAT is in both. */
export function landedFens(
  delivery: { readonly freightKind: FreightKind; readonly freightFen: bigint },
  lines: readonly Priced[],
): { landedFen: bigint; freightFen: bigint }[] {
  const shares = splitFen(
    freightCost(delivery, lines),
    lines.map(({ quantityBase }) => quantityBase),
  );
  return lines.map(({ goodsFen }, index) => {
    const freightFen = shares[index] ?? 0n;
    return { freightFen, landedFen: goodsFen + freightFen };
  });
}

/** What one unit costs delivered, half up to the fen. */
export function landedPer(unit: string, landedFen: bigint, quantityBase: bigint): bigint {
  return mulDiv(landedFen, unitOf(unit).basePerUnit, quantityBase, 'HALF_UP');
}

/** Exactly, without rounding: whether a unit costs more delivered than the cap. */
export function isAbove(
  cap: { readonly capFen: bigint; readonly capUnit: string },
  landedFen: bigint,
  quantityBase: bigint,
): boolean {
  return landedFen * unitOf(cap.capUnit).basePerUnit > cap.capFen * quantityBase;
}

/** Whether one costs less by the base unit than the other. */
export const isCheaper = (
  one: { readonly landedFen: bigint; readonly quantityBase: bigint },
  other: { readonly landedFen: bigint; readonly quantityBase: bigint },
): boolean => one.landedFen * other.quantityBase < other.landedFen * one.quantityBase;

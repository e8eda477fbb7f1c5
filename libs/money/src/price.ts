import { mulDiv } from './exact';
import { storableFen } from './money';
import type { Fen } from './money';
import { unitOf } from './units';

/** A price: fen per one `priceUnit` (fen per kg, fen per piece …). */
export interface UnitPrice {
  readonly unitPriceFen: Fen;
  readonly priceUnit: string;
}

/**
 * Price × quantity in base units, rounded once, half up, to the fen.
 * Throws RangeError for a negative price or quantity, AmountOutOfRange, or MoneyError UNIT_UNKNOWN.
 */
export function amountFen({ unitPriceFen, priceUnit }: UnitPrice, quantityBase: bigint): Fen {
  if (unitPriceFen < 0n || quantityBase < 0n) throw new RangeError('Price and quantity must not be negative');
  return storableFen(mulDiv(unitPriceFen, quantityBase, unitOf(priceUnit).basePerUnit, 'HALF_UP'));
}

const BASIS_POINTS = 10_000n;

/**
 * Takes a tax-included amount apart: `vatFen` rounded half up, `netFen` the rest, so both add up to the amount.
 * `rateBasisPoints`: 0 for 免税, 900 for 9 %, 1300 for 13 %. Throws RangeError outside 0 … 10000.
 */
export function vatIncluded(amount: Fen, rateBasisPoints: bigint): { netFen: Fen; vatFen: Fen } {
  if (rateBasisPoints < 0n || rateBasisPoints > BASIS_POINTS) throw new RangeError('VAT rate out of range');
  const vatFen = mulDiv(storableFen(amount), rateBasisPoints, BASIS_POINTS + rateBasisPoints, 'HALF_UP');
  return { netFen: amount - vatFen, vatFen };
}

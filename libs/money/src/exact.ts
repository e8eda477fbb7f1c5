/** PostgreSQL's bigint, less its one value without a negative: whatever is stored can be reversed. */
export const LARGEST_STORED = 2n ** 63n - 1n;

export function isStorable(value: bigint): boolean {
  return value <= LARGEST_STORED && value >= -LARGEST_STORED;
}

/**
 * HALF_UP rounds half away from zero, as invoices and PostgreSQL's numeric do, so mulDiv(-a) = -mulDiv(a);
 * FLOOR goes to minus infinity, CEIL to plus infinity.
 */
export type Rounding = 'HALF_UP' | 'FLOOR' | 'CEIL';

/** `a × b ÷ c`, rounded once and exact before that, however large the product. Throws RangeError when c is 0. */
export function mulDiv(a: bigint, b: bigint, c: bigint, rounding: Rounding): bigint {
  if (c === 0n) throw new RangeError('mulDiv divides by zero');
  const product = c < 0n ? -(a * b) : a * b;
  const divisor = c < 0n ? -c : c;
  const floor = product / divisor - (product % divisor < 0n ? 1n : 0n);
  const rest = product - floor * divisor;
  if (rest === 0n || rounding === 'FLOOR') return floor;
  if (rounding === 'CEIL') return floor + 1n;
  const twice = rest * 2n;
  const up = product < 0n ? twice > divisor : twice >= divisor;
  return up ? floor + 1n : floor;
}

import { mulDiv, unitOf } from '../../../money/src/index';
import type { UnitPrice } from '../../../money/src/index';

/**
 * A rate is fen per 1,000,000 base units: fen per tonne, per cubic metre, per million pieces. Every unit of price is a
 * whole fraction of a million base units, so a price is a whole rate and 0.00001 yuan/kg is the finest step.
 * Rates and base units are whole numbers below 2^53 inside the engine (checked at its door) and exact as such;
 * products of the two are bigint, or doubles where only their order matters.
 */
export type Rate = number;

export const BASE_PER_RATE = 1_000_000n;
export const BASIS_POINTS = 10_000;

export function rateOfPrice({ unitPriceFen, priceUnit }: UnitPrice): Rate {
  return wholeNumber(mulDiv(unitPriceFen, BASE_PER_RATE, unitOf(priceUnit).basePerUnit, 'HALF_UP'));
}

/** Fen for so many base units at this rate, rounded once, half up. */
export function fenAtRate(rate: Rate, quantityBase: bigint): bigint {
  return mulDiv(BigInt(rate), quantityBase, BASE_PER_RATE, 'HALF_UP');
}

/** A part of a rate in basis points, rounded half up to a whole rate. */
export function partOfRate(rate: Rate, basisPoints: number): Rate {
  const product = rate * basisPoints;
  if (Number.isSafeInteger(product)) return Math.floor(product / BASIS_POINTS + 0.5);
  return Number(mulDiv(BigInt(rate), BigInt(basisPoints), BigInt(BASIS_POINTS), 'HALF_UP'));
}

export const LARGEST_WHOLE = 10n ** 13n;

/** The same number where it is at most 10^13, so that hundreds of them still add up exactly. Throws RangeError beyond. */
export function wholeNumber(value: bigint): number {
  if (value > LARGEST_WHOLE || value < -LARGEST_WHOLE) throw new RangeError('Beyond ten million million');
  return Number(value);
}

/** A part of a whole number of base units in basis points, rounded down. */
export const partOfWhole = (whole: number, basisPoints: number): number =>
  Number((BigInt(whole) * BigInt(basisPoints)) / BigInt(BASIS_POINTS));

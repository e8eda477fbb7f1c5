import { powerOfTen, readDecimal, writeDecimal } from './decimal';
import { isStorable, mulDiv } from './exact';
import { MoneyError, QuantityOutOfRange } from './money-error';
import { convertible, unitOf } from './units';
import type { BaseUnit, Dimension } from './units';

/** A quantity as it crosses the API: `{ value: '12.500', unit: 'kg' }`. */
export interface QuantityText {
  readonly value: string;
  readonly unit: string;
}

/** An exact quantity: `base` counts base units (g, ml, piece, 丝), `unit` is the one it was stated in. */
export interface Quantity {
  readonly base: bigint;
  readonly baseUnit: BaseUnit;
  readonly dimension: Dimension;
  readonly unit: string;
}

/**
 * Reads `{ value: '12.500', unit: 'kg' }`, or 公斤, exactly; zero passes, a sign does not. With `expectedUnit` the unit must convert into it.
 * Throws MoneyError QUANTITY_MALFORMED, QUANTITY_NOT_WHOLE (half a gram), UNIT_UNKNOWN, UNIT_MISMATCH or QuantityOutOfRange.
 */
export function parseQuantity({ value, unit: code }: QuantityText, expectedUnit?: string): Quantity {
  const unit = unitOf(code);
  if (expectedUnit !== undefined && !convertible(code, expectedUnit))
    throw new MoneyError('UNIT_MISMATCH', ['unit']);
  const read = readDecimal(value);
  if (!read || read.negative) throw new MoneyError('QUANTITY_MALFORMED', ['value']);
  const scaled = read.digits * unit.basePerUnit;
  const scale = powerOfTen(read.decimals);
  if (scaled % scale !== 0n) throw new MoneyError('QUANTITY_NOT_WHOLE', ['value']);
  const base = scaled / scale;
  if (!isStorable(base)) throw new QuantityOutOfRange(['value']);
  return { base, baseUnit: unit.baseUnit, dimension: unit.dimension, unit: unit.code };
}

/**
 * Writes base units in `code` with the unit's fixed decimals; parseQuantity reads it back unchanged.
 * Throws MoneyError QUANTITY_NOT_WHOLE where the unit cannot say it exactly (1 丝 in hectares), or UNIT_UNKNOWN.
 */
export function formatQuantity(base: bigint, code: string): QuantityText {
  const unit = unitOf(code);
  const scaled = base * powerOfTen(unit.decimals);
  if (scaled % unit.basePerUnit !== 0n) throw new MoneyError('QUANTITY_NOT_WHOLE', ['value']);
  return { value: writeDecimal(scaled / unit.basePerUnit, unit.decimals), unit: unit.code };
}

/**
 * What an area can yield, in base units of the crop: area in 丝 × yield per 亩, rounded down,
 * because a ceiling must not be rounded in the grower's favour. Throws QuantityOutOfRange.
 */
export function yieldOfArea(areaSi: bigint, yieldBasePerMu: bigint): bigint {
  const yielded = mulDiv(areaSi, yieldBasePerMu, unitOf('mu').basePerUnit, 'FLOOR');
  if (!isStorable(yielded)) throw new QuantityOutOfRange();
  return yielded;
}

/** A quantity in a sentence: units have names in Chinese, 5.00 斤, and their codes stand in English. */
export const quantityIn = {
  zh: ({ value, unit }: QuantityText) => `${value} ${unitOf(unit).zh}`,
  en: ({ value, unit }: QuantityText) => `${value} ${unit}`,
} as const;

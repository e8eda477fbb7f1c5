import { powerOfTen, readDecimal, writeDecimal } from './decimal';
import { isStorable } from './exact';
import { AmountOutOfRange, MoneyError } from './money-error';

/** An amount in the currency's minor unit: fen for CNY, cent for USD, whole yen for JPY. */
export type Fen = bigint;

export type Currency = 'CNY' | (string & {});

export interface Money {
  readonly fen: Fen;
  readonly currency: Currency;
}

/** Money as it crosses the API: `{ amount: '12345.67', currency: 'CNY' }`. */
export interface MoneyText {
  readonly amount: string;
  readonly currency: Currency;
}

// Decimals of the minor unit by ISO 4217.
const MINOR_UNIT_DECIMALS: ReadonlyMap<string, number> = new Map([
  ['CNY', 2],
  ['HKD', 2],
  ['MOP', 2],
  ['USD', 2],
  ['EUR', 2],
  ['GBP', 2],
  ['JPY', 0],
  ['KRW', 0],
]);

/** Decimals of the currency's minor unit; throws MoneyError CURRENCY_UNKNOWN. */
function minorUnitDecimals(currency: Currency): number {
  const decimals = MINOR_UNIT_DECIMALS.get(currency);
  if (decimals === undefined) throw new MoneyError('CURRENCY_UNKNOWN', ['currency']);
  return decimals;
}

/** The same amount if PostgreSQL's bigint can hold it; throws AmountOutOfRange otherwise. */
export function storableFen(fen: Fen): Fen {
  if (!isStorable(fen)) throw new AmountOutOfRange();
  return fen;
}

/**
 * Reads `{ amount: '12345.67', currency: 'CNY' }` exactly.
 * Throws MoneyError AMOUNT_MALFORMED, AMOUNT_NEGATIVE (unless allowed), AMOUNT_TOO_PRECISE, CURRENCY_UNKNOWN or AmountOutOfRange.
 */
export function parseMoney({ amount, currency }: MoneyText, { allowNegative = false } = {}): Money {
  const minorDecimals = minorUnitDecimals(currency);
  const read = readDecimal(amount);
  if (!read) throw new MoneyError('AMOUNT_MALFORMED', ['amount']);
  if (read.negative && !allowNegative) throw new MoneyError('AMOUNT_NEGATIVE', ['amount']);
  if (read.decimals > minorDecimals) throw new MoneyError('AMOUNT_TOO_PRECISE', ['amount']);
  const fen = read.digits * powerOfTen(minorDecimals - read.decimals);
  if (!isStorable(fen)) throw new AmountOutOfRange(['amount']);
  return { fen: read.negative ? -fen : fen, currency };
}

/** Writes money with exactly its currency's decimals; parseMoney reads it back unchanged. */
export function formatMoney({ fen, currency }: Money): MoneyText {
  return { amount: writeDecimal(fen, minorUnitDecimals(currency)), currency };
}

/** Adds amounts of minor units; throws AmountOutOfRange when the sum cannot be stored. */
export function sumFen(amounts: Iterable<Fen>): Fen {
  let sum = 0n;
  for (const fen of amounts) sum += fen;
  return storableFen(sum);
}

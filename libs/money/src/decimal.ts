/** A decimal text taken apart without rounding: its value is `digits / 10^decimals`. */
export interface Decimal {
  readonly digits: bigint;
  readonly decimals: number;
  readonly negative: boolean;
}

// `[0-9]`, not `\d` under another flag one day: full-width digits must never pass.
// One spelling per number: no leading zeros or plus, no bare point. 15 integer digits are beyond any harvest or budget.
const DECIMAL = /^(-?)(0|[1-9][0-9]{0,14})(?:\.([0-9]{1,12}))?$/;

/** Takes a decimal text apart; undefined for whatever is not plainly one (exponent, space, sign `+`, 16 integer digits …). */
export function readDecimal(text: string): Decimal | undefined {
  const [whole, sign, integer, fraction = ''] = DECIMAL.exec(text) ?? [];
  if (whole === undefined || integer === undefined) return undefined;
  return { digits: BigInt(integer + fraction), decimals: fraction.length, negative: sign === '-' };
}

const POWERS = Array.from({ length: 19 }, (_, exponent) => 10n ** BigInt(exponent));

/** 10 to a small power; kept, because every amount that is read or written asks for one. */
export const powerOfTen = (exponent: number): bigint => POWERS[exponent] ?? 10n ** BigInt(exponent);

/** `units / 10^decimals` with exactly `decimals` decimals. */
export function writeDecimal(units: bigint, decimals: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0');
  const point = digits.length - decimals;
  const text = decimals === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return units < 0n ? `-${text}` : text;
}

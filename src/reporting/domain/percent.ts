import { mulDiv } from '../../../libs/money/src/index';

/** Hundredths of a per cent as text with two decimals. */
function hundredths(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(3, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** 完成率: how much of the whole is there, in per cent, rounded down; null where there is no whole. */
export const percentOf = (part: bigint, whole: bigint): string | null =>
  whole > 0n ? hundredths(mulDiv(part, 10_000n, whole, 'FLOOR')) : null;

/** 同比: by how much it grew, in per cent, rounded down; null where there was nothing before. */
export const growthOf = (now: bigint, before: bigint): string | null =>
  before > 0n ? hundredths(mulDiv(now - before, 10_000n, before, 'FLOOR')) : null;

/** The day a year before; of 29 February the 28th. */
export function yearBefore(day: string): string {
  const rest = day.slice(4) === '-02-29' ? '-02-28' : day.slice(4);
  return `${String(Number(day.slice(0, 4)) - 1)}${rest}`;
}

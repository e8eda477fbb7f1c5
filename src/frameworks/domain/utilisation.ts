import { mulDiv } from '../../../libs/money/src/index';

/** Called off of the cap in per cent with two decimals, rounded down: 100.00 only where nothing is left. */
export function utilisation(takenBase: bigint, capBase: bigint): string {
  if (capBase === 0n) return '100.00';
  const hundredths = String(mulDiv(takenBase, 10_000n, capBase, 'FLOOR')).padStart(3, '0');
  return `${hundredths.slice(0, -2)}.${hundredths.slice(-2)}`;
}

import { formatMoney, unitOf } from '../../../libs/money/src/index';

/** Yuan per unit of a rate (fen per 10^6 base units), exact: 12,000 is 0.12 yuan/kg. */
export function yuanPerUnit(rate: number, unit: string): string {
  const scaled = BigInt(Math.round(rate)) * unitOf(unit).basePerUnit;
  const [sign, size] = scaled < 0n ? ['-', -scaled] : ['', scaled];
  const digits = size.toString().padStart(DECIMALS + 1, '0');
  const part = digits.slice(-DECIMALS).replace(/0+$/, '').padEnd(2, '0');
  return `${sign}${digits.slice(0, -DECIMALS)}.${part}`;
}

/** A million base units, and a hundred fen to the yuan. */
const DECIMALS = 8;

export const yuan = (fen: bigint) => formatMoney({ fen, currency: 'CNY' });

/** The unit prices of goods are told in: what their base unit is bought by. */
export const tellingUnit = (baseUnit: 'g' | 'ml' | 'piece'): string =>
  ({ g: 'kg', ml: 'L', piece: 'piece' })[baseUnit];

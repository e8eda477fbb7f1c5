import { formatMoney, mulDiv, parseMoney } from '../../../libs/money/src/index';

/** Fen of an amount as the API writes it. */
export const fenOf = ({ amount }: { readonly amount: string }): bigint =>
  parseMoney({ amount, currency: 'CNY' }, { allowNegative: true }).fen;

export const yuan = (fen: bigint): string => formatMoney({ fen, currency: 'CNY' }).amount;

export const money = (fen: bigint) => ({ amount: yuan(fen), currency: 'CNY' });

export const kg = (value: number) => ({ value: String(value), unit: 'kg' });

/** A quantity without the decimals that say nothing: 8000, not 8000.000. */
export const plain = (value: string): string => (value.includes('.') ? value.replace(/\.?0+$/, '') : value);

/** A rate to the fen, as people say it; the API tells it to the last digit. */
export function roughly(rate: string): string {
  const [whole = '0', fraction = ''] = rate.split('.');
  return yuan(mulDiv(BigInt(whole + fraction), 100n, 10n ** BigInt(fraction.length), 'HALF_UP'));
}

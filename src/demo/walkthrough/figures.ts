import { formatMoney, parseMoney } from '../../../libs/money/src/index';

/** Fen of an amount as the API writes it. */
export const fenOf = ({ amount }: { readonly amount: string }): bigint =>
  parseMoney({ amount, currency: 'CNY' }, { allowNegative: true }).fen;

export const yuan = (fen: bigint): string => formatMoney({ fen, currency: 'CNY' }).amount;

export const money = (fen: bigint) => ({ amount: yuan(fen), currency: 'CNY' });

export const kg = (value: number) => ({ value: String(value), unit: 'kg' });

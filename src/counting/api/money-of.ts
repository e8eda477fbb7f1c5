import { formatMoney } from '../../../libs/money/src/index';
import type { MoneyType } from '../../platform/index';

/** Fen as the API writes money. */
export const moneyOf = (fen: bigint): MoneyType => ({ ...formatMoney({ fen, currency: 'CNY' }) });

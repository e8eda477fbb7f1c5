import { formatMoney } from '../../../libs/money/src/index';
import type { MoneyType } from '../../platform/index';

/** Stored fen as the API shows it. */
export const yuan = (fen: bigint): MoneyType => formatMoney({ fen, currency: 'CNY' });

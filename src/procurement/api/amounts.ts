import { formatMoney, formatQuantity } from '../../../libs/money/src/index';
import type { MoneyType, QuantityType } from '../../platform/index';

export const yuan = (fen: bigint): MoneyType => formatMoney({ fen, currency: 'CNY' });

export const quantityIn = (base: bigint, unit: string): QuantityType => formatQuantity(base, unit);

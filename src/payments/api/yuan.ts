import { formatMoney } from '../../../libs/money/src/index';
import type { MoneyType } from '../../platform/index';

/** Stored fen as the API shows it. */
export function yuan(fen: bigint | string): MoneyType {
  return formatMoney({ fen: BigInt(fen), currency: 'CNY' });
}

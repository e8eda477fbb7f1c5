import {
  MoneyError,
  orRefused,
  parseMoney,
  parseQuantity,
  type MoneyText,
  type QuantityText,
} from '../../../libs/money/src/index';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { catalogRefusals } from './catalog.refusals';

/** Base units above zero, in a unit that converts into `unit`. */
export function baseOf(quantity: QuantityText, unit: string, path: RefusalPath): bigint {
  const { base } = orRefused(path, () => parseQuantity(quantity, unit));
  if (base <= 0n) refuse(catalogRefusals.QUANTITY_NOT_POSITIVE(path));
  return base;
}

export function fenOf(money: MoneyText, path: RefusalPath): bigint {
  const { fen, currency } = orRefused(path, () => parseMoney(money));
  if (currency !== 'CNY') refuse(new MoneyError('CURRENCY_MISMATCH').asRefusal([...path, 'currency']));
  return fen;
}

import { orRefused, parseMoney, type Fen, type MoneyText } from '../../../libs/money/src/index';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { paymentsRefusals } from './payments.refusals';

/** Reads an amount above zero and refuses anything else at its path; the schema lets no currency in but CNY. */
export function acceptedFen(money: MoneyText, path: RefusalPath): Fen {
  const { fen, currency } = orRefused(path, () => parseMoney(money));
  if (currency !== 'CNY') throw new TypeError(`accounts are kept in CNY, not ${currency}`);
  if (fen <= 0n) refuse(paymentsRefusals.AMOUNT_NOT_POSITIVE([...path, 'amount']));
  return fen;
}

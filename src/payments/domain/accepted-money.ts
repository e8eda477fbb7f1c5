import { MoneyError, parseMoney, type Fen, type MoneyText } from '../../../libs/money/src/index';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { paymentsRefusals } from './payments.refusals';

/** Reads an amount of CNY above zero; refuses everything else at its path. */
export function acceptedFen(money: MoneyText, path: RefusalPath): Fen {
  const { fen, currency } = read(money, path);
  if (currency !== 'CNY') refuse(paymentsRefusals.CURRENCY_NOT_ACCEPTED([...path, 'currency']));
  if (fen <= 0n) refuse(paymentsRefusals.AMOUNT_NOT_POSITIVE([...path, 'amount']));
  return fen;
}

function read(money: MoneyText, path: RefusalPath) {
  try {
    return parseMoney(money);
  } catch (error) {
    if (error instanceof MoneyError) refuse(error.asRefusal(path));
    throw error;
  }
}

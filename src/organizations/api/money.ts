import { MoneyError, parseMoney } from '../../../libs/money/src/index';
import { badInput, type MoneyInput } from '../../platform/index';

/** Fen of a money input; BAD_USER_INPUT for more than two decimals or more than can be stored. */
export function fenOf(input: MoneyInput, path: readonly string[]): bigint {
  try {
    return parseMoney(input).fen;
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    throw badInput([...path, 'amount'], {
      zh: '金额最多两位小数，且不能过大',
      en: 'An amount has at most two decimals and is not that large',
    });
  }
}

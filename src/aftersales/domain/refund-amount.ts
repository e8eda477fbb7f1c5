import { orRefused, parseMoney, type MoneyText } from '../../../libs/money/src/index';
import { refuse } from '../../../libs/workflow/src/index';
import { refundRequestRefusals } from './refund-request.refusals';

/** Reads an amount above zero in CNY; throws Refused otherwise. */
export function refundAmount(amount: MoneyText): bigint {
  const { fen, currency } = orRefused(['amount'], () => parseMoney(amount));
  if (currency !== 'CNY') refuse(refundRequestRefusals.AMOUNT_CURRENCY(['amount', 'currency']));
  if (fen === 0n) refuse(refundRequestRefusals.AMOUNT_ZERO(['amount']));
  return fen;
}

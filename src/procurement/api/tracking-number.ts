import { badInput, holdsIdentityNumber, holdsPersonalNumber, isMobileNumber } from '../../platform/index';

/**
 * Carriers write theirs in letters and digits; a truck’s plate begins with a Chinese one. Only what is a mobile number as
 * a whole (also with separators or Chinese words, '司机 138-1234-5678') or holds an identity number with its right check
 * digit is refused. Waybill numbers have 16 or 19 digits, too, and every tenth passes Luhn by chance: card numbers are
 * not looked for here. Eleven digits that begin with 13 to 19 cannot be told from a driver’s number and stay refused.
 */
export const isTrackingNumber = (text: string): boolean =>
  /^[\p{L}\p{N}](?:[\p{L}\p{N} \-/.#]{0,38}[\p{L}\p{N}])?$/u.test(text) &&
  !isMobileNumber(text) &&
  !holdsIdentityNumber(text);

/** Kept as it is written: a driver's number has no place in it. */
const CARRIER_ONLY = {
  zh: '承运方名称不得含手机号、身份证号或银行卡号',
  en: 'A carrier’s name holds no phone, identity or card number',
};

const TRACKING_NUMBER_ONLY = {
  zh: '运单号应为 1–40 个字符（文字、数字、空格、- / . #），不得是手机号或含身份证号',
  en: 'A tracking number has 1 to 40 characters (letters, digits, spaces, - / . #), is no phone number and holds no identity number',
};

/** How something travels, as it is written down: throws BAD_INPUT where a person's number stands in it. */
export function requireShipped(said: {
  readonly carrier: string;
  readonly trackingNo?: string | null;
}): void {
  if (holdsPersonalNumber(said.carrier)) throw badInput(['input', 'carrier'], CARRIER_ONLY);
  if (said.trackingNo && !isTrackingNumber(said.trackingNo))
    throw badInput(['input', 'trackingNo'], TRACKING_NUMBER_ONLY);
}

import { holdsIdentityNumber, isMobileNumber } from '../../platform/index';

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

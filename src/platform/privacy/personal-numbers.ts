const RUN = /(?<![0-9A-Za-z])\+?\d(?:[ -]?\d){9,18}[Xx]?(?![0-9A-Za-z])/g;
const MOBILE = /^(?:86)?1[3-9]\d{9}$/;
const ID_FORM = /^\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/;
const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Mobile, identity (GB 11643) and bank card numbers, written with or without spaces and hyphens. */
function isPersonalNumber(written: string): boolean {
  const digits = written.replace(/[^\dXx]/g, '').toUpperCase();
  return MOBILE.test(digits) || isIdentityNumber(digits) || isCardNumber(digits);
}

function isIdentityNumber(digits: string): boolean {
  if (!ID_FORM.test(digits)) return false;
  const sum = ID_WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return '10X98765432'[sum % 11] === digits[17];
}

/** 16 to 19 digits with Luhn's check digit. */
function isCardNumber(digits: string): boolean {
  if (!/^\d{16,19}$/.test(digits)) return false;
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}

export function holdsPersonalNumber(text: string): boolean {
  return (text.match(RUN) ?? []).some(isPersonalNumber);
}

/** The text with every personal number but nothing else replaced by asterisks. */
export function withoutPersonalNumbers(text: string): string {
  return text.replace(RUN, (run) => (isPersonalNumber(run) ? '***' : run));
}

/** The text with every longer run of digits masked but for its last four: for memos, where nobody knows what a number is. */
export function withMaskedDigits(text: string): string {
  return text.replace(/\d(?:[ -]?\d){7,}/g, (run) => `****${run.replace(/\D/g, '').slice(-4)}`);
}

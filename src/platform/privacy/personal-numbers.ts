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

/** Eleven digits in one piece are told apart from letters around them, too. */
const MOBILE_RUN = /(?<!\d)(?:86)?1[3-9]\d{9}(?!\d)/g;

/** Identity numbers alone, wherever they stand. */
export function holdsIdentityNumber(text: string): boolean {
  const found = (run: string) => isIdentityNumber(run.replace(/[^\dXx]/g, '').toUpperCase());
  return replaced(text, RUN, (run) => (found(run) ? '***' : null)) !== text;
}

/** Whether the text is a mobile number and nothing else but separators and Chinese words. */
export function isMobileNumber(text: string): boolean {
  return MOBILE.test(text.normalize('NFKC').replace(/[\p{Script=Han}\p{P}\p{S}\s]/gu, ''));
}

export function holdsPersonalNumber(text: string): boolean {
  return withoutPersonalNumbers(text) !== text;
}

/** The text with every personal number but nothing else replaced by asterisks. */
export function withoutPersonalNumbers(text: string): string {
  const rest = replaced(text, RUN, (run) => (isPersonalNumber(run) ? '***' : null));
  return replaced(rest, MOBILE_RUN, () => '***');
}

/** The text with every longer run of digits masked but for its last four: for memos, where nobody knows what a number is. */
export function withMaskedDigits(text: string): string {
  return replaced(text, /\d(?:[ -]?\d){7,}/g, (run) => `****${run.replace(/\D/g, '').slice(-4)}`);
}

/** Looks for digits however they are set (full-width, mathematical) and replaces them in the text as it was written. */
function replaced(text: string, runs: RegExp, by: (run: string) => string | null): string {
  let plain = '';
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    const folded = plainForm(character);
    for (let unit = 0; unit < folded.length; unit += 1) places.push(at + unit);
    plain += folded;
    at += character.length;
  }
  let result = '';
  let from = 0;
  for (const { 0: run, index } of plain.matchAll(runs)) {
    const replacement = by(run);
    if (replacement === null) continue;
    result += text.slice(from, places[index]) + replacement;
    from = places[index + run.length] ?? text.length;
  }
  return result + text.slice(from);
}

function plainForm(character: string): string {
  if (character <= '\x7f') return character;
  if (/\p{Pd}/u.test(character)) return '-';
  const folded = character.normalize('NFKC');
  return /^[\dXx+ -]$/.test(folded) ? folded : character;
}

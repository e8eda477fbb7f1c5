/** Names as banks print them: widths, spaces, brackets and case say nothing about who it is. */
export function samePayer(name: string, expected: string): boolean {
  return plainName(name) === plainName(expected);
}

/** An account number as digits and letters only; null when it is none. */
export function accountNumber(text: string): string | null {
  const tidy = text
    .normalize('NFKC')
    .replace(/[\s\p{Pd}]/gu, '')
    .toUpperCase();
  return /^[0-9A-Z]{6,34}$/.test(tidy) ? tidy : null; // 34: the longest IBAN
}

/** A bank's reference as it is compared: what people add or lose while typing is gone. */
export function bankReference(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
}

/** What two spellings of one name have in common. */
export function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{P}]/gu, '');
}

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/**
 * 统一社会信用代码, GB 32100-2015: 18 characters, the last one checks the others modulo 31.
 * Eighteen zeros satisfy the arithmetic and name nobody: refused.
 */
export function isUscc(text: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(text) || /^0+$/.test(text)) return false;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * ALPHABET.indexOf(text.charAt(at)), 0);
  return ALPHABET[(31 - (sum % 31)) % 31] === text.charAt(17);
}

/** Adds the check character to the first 17: for fictive codes. */
export function completeUscc(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * ALPHABET.indexOf(first17.charAt(at)), 0);
  return `${first17}${ALPHABET[(31 - (sum % 31)) % 31] ?? ''}`;
}

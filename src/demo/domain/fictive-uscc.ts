const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** A code of right form (GB 32100-2015) whose middle nobody was given: `XX` + region + `XQ` + a number from the key + check character. */
export function fictiveUscc(kind: string, regionCode: string, key: string): string {
  let number = 7;
  for (const character of key) number = (number * 31 + character.charCodeAt(0)) % 10_000_000;
  const body = `${kind}${regionCode}XQ${String(number).padStart(7, '0')}`;
  const sum = Array.from(body).reduce(
    (total, character, index) => total + ALPHABET.indexOf(character) * (WEIGHTS[index] ?? 0),
    0,
  );
  return body + ALPHABET.charAt((31 - (sum % 31)) % 31);
}

// No 0/O, 1/I/L: 31 characters, and because 31 is prime the weighted check finds every single wrong character and every swap.
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const PREFIX = 'XS';
const BODY_LENGTH = 7;
const WEIGHTS = [2, 3, 4, 5, 6, 7, 8];

/** 识别码: `XS`, seven characters made of the given bytes, and a check character. */
export function transferCodeOf(seed: Uint8Array): string {
  let number = [...seed.subarray(0, 8)].reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  let body = '';
  for (let place = 0; place < BODY_LENGTH; place += 1) {
    body += ALPHABET.charAt(Number(number % 31n));
    number /= 31n;
  }
  return `${PREFIX}${body}${checkCharacter(body)}`;
}

export function isTransferCode(text: string): boolean {
  const body = text.slice(PREFIX.length, -1);
  return (
    text.startsWith(PREFIX) &&
    body.length === BODY_LENGTH &&
    Array.from(body).every((character) => ALPHABET.includes(character)) &&
    text.slice(-1) === checkCharacter(body)
  );
}

/** As typed by people: full width, lower case, spaces and dashes inside. */
export function normalizedCode(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}._]/gu, '');
}

/** The sound codes that occur in a memo, each once; the check character keeps chance hits out. */
export function transferCodesIn(memo: string): string[] {
  const text = normalizedCode(memo);
  const length = PREFIX.length + BODY_LENGTH + 1;
  const found = new Set<string>();
  for (let at = text.indexOf(PREFIX); at >= 0; at = text.indexOf(PREFIX, at + 1)) {
    const candidate = text.slice(at, at + length);
    if (isTransferCode(candidate)) found.add(candidate);
  }
  return [...found];
}

function checkCharacter(body: string): string {
  const sum = Array.from(body).reduce(
    (total, character, place) => total + ALPHABET.indexOf(character) * (WEIGHTS[place] ?? 0),
    0,
  );
  return ALPHABET.charAt(sum % 31);
}

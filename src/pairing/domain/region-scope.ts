/** GB/T 2260 keeps the hierarchy in the digits: 310107 lies in 310100 and in 310000. Most specific first. */
export function regionAndAbove(code: string): string[] {
  return [...new Set([code, `${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`])];
}

/** True where the code is the scope itself or lies in it. */
export function liesIn(code: string, scope: string): boolean {
  return regionAndAbove(code).includes(scope);
}

/** True where one of the two contains the other: an office sees what lies below it and what it is part of. */
export function onOneLine(one: string, other: string): boolean {
  return liesIn(one, other) || liesIn(other, one);
}

/** The digits all codes inside a region share: '31' for 310000, '3101' for 310100, none for the whole country. */
export function codePrefix(code: string): string {
  if (code === '000000') return '';
  if (code.endsWith('0000')) return code.slice(0, 2);
  return code.endsWith('00') ? code.slice(0, 4) : code;
}

export const unescaped = (text: string) =>
  text.includes('#')
    ? text.replace(/#([0-9A-Fa-f]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : text;

/**
 * Whether a stream holds objects, by all that stands between the stream before and it, unescaped. Its type is not
 * needed: readers follow the cross-references to any stream that says how many objects it holds and where they begin.
 */
export function holdsObjects(before: string): boolean {
  if (/\/ObjStm\b/.test(before)) return true;
  const dictionary = ownDictionary(before);
  return NUMBER.test(dictionary) && FIRST.test(dictionary);
}

const NUMBER = /\/N(?![^\s()<>[\]{}/%\0])/;
const FIRST = /\/First(?![^\s()<>[\]{}/%\0])/;

/** Signers append to what they sign: a table, a trailer and an end stand between two objects. */
const END_OF_VERSION =
  /^[\s\0]*(?:(?:xref[\s\dnf]*)?trailer\s*<<[^%()\\]*>>)?[\s\0]*startxref\s+\d+\s+%%EOF(?=[\s\0])/;

/** What follows the last plain object, unless its end may stand in a string or a remark: then everything. */
function ownDictionary(before: string): string {
  const end = before.lastIndexOf('endobj');
  if (end === -1) return before;
  const own = before.slice(end + 'endobj'.length).replace(END_OF_VERSION, '');
  const line = before.slice(Math.max(before.lastIndexOf('\n', end), before.lastIndexOf('\r', end)) + 1, end);
  const told =
    /^[\s\0]*\d{1,10}[\s\0]+\d{1,5}[\s\0]+obj[\s\0]*<</.test(own) &&
    !/[\\%]/.test(own) &&
    own.split('(').length === own.split(')').length &&
    !line.includes('%');
  return told ? own : before;
}

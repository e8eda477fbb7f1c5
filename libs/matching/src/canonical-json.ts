/**
 * One text per value: keys sorted by code unit, no spaces, a bigint as its decimal digits in a string.
 * Equal inputs give equal bytes whatever the order of their keys; undefined members are left out.
 * Throws TypeError for a number that is not a safe whole one: a float in an input would not be reproducible.
 */
export function canonicalJson(value: unknown): string {
  const parts: string[] = [];
  write(value, parts);
  return parts.join('');
}

function write(value: unknown, parts: string[]): void {
  if (typeof value === 'bigint') parts.push('"', value.toString(), '"');
  else if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError('Only whole numbers have one canonical text');
    parts.push(String(value));
  } else if (Array.isArray(value)) {
    parts.push('[');
    value.forEach((item, index) => {
      if (index > 0) parts.push(',');
      write(item, parts);
    });
    parts.push(']');
  } else if (typeof value === 'object' && value !== null) writeObject(value, parts);
  else if (value === null || typeof value === 'string' || typeof value === 'boolean')
    parts.push(JSON.stringify(value));
  else throw new TypeError(`A ${typeof value} has no canonical text`);
}

function writeObject(value: object, parts: string[]): void {
  const entries = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  parts.push('{');
  entries.forEach(([key, member], index) => {
    if (index > 0) parts.push(',');
    parts.push(JSON.stringify(key), ':');
    write(member, parts);
  });
  parts.push('}');
}

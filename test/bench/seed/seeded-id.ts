import { createHash } from 'node:crypto';

/** What `md5(…)::uuid` gives for the name. */
export function seededId(name: string): string {
  const hex = createHash('md5').update(name).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

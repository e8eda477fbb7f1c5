/** How many values a tie-break has. */
export const TIES = 2 ** 22;

/** 32 bits of seed and name (FNV-1a). */
export function hashOfName(seed: number, name: string): number {
  let hash = (0x811c9dc5 ^ seed) | 0;
  for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return hash;
}

/** A number in [0, 2²²) that hangs on the two names alone: who else is in the run cannot change it. */
export function keyedTie(first: number, second: number): number {
  let hash = Math.imul(first ^ (first >>> 15), 0x9e3779b1) ^ second;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % TIES;
}

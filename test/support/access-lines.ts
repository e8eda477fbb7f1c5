import type { Line, Lines } from './access-line';
import { moneyLines } from './access-lines-money';
import { pairingLines } from './access-lines-pairing';
import { peopleLines } from './access-lines-people';
import { regionLines } from './access-lines-regions';

const ALL: Lines = { ...regionLines, ...peopleLines, ...pairingLines, ...moneyLines };

/** Operations that stand in the table. */
export const linedOperations = Object.keys(ALL);

export function linesOf(operation: string): readonly Line[] {
  if (!Object.hasOwn(ALL, operation)) return [];
  const found = ALL[operation];
  return found === undefined ? [] : Array.isArray(found) ? (found as readonly Line[]) : [found as Line];
}

import { codePrefix } from './region-scope';

export const PAIRING_KINDS = ['EAST_WEST'] as const;
/** 结对关系的种类: the national scheme a pairing belongs to. */
export type PairingKind = (typeof PAIRING_KINDS)[number];

/** Most specific first. A western county below 直辖市 is often paired with an eastern city: CITY_TO_COUNTY. */
export const PAIRING_LEVELS = ['COUNTY', 'CITY_TO_COUNTY', 'PREFECTURE', 'PROVINCE'] as const;
export type PairingLevel = (typeof PAIRING_LEVELS)[number];

/** The level two codes make a pairing of, or null where such a pairing does not exist (a county with a province). */
export function levelOfPair(eastCode: string, westCode: string): PairingLevel | null {
  const [east, west] = [codePrefix(eastCode).length, codePrefix(westCode).length];
  if (east === west) return east === 2 ? 'PROVINCE' : east === 4 ? 'PREFECTURE' : 'COUNTY';
  return east === 4 && west === 6 ? 'CITY_TO_COUNTY' : null;
}

/** I26: one east partner per west county at a time; provinces and cities may have several (甘肃: 天津 and 山东). */
export function isExclusive(kind: PairingKind, level: PairingLevel): boolean {
  return kind === 'EAST_WEST' && (level === 'COUNTY' || level === 'CITY_TO_COUNTY');
}

interface Pair {
  level: PairingLevel;
  eastRegionCode: string;
  westRegionCode: string;
}

/** The most specific of the pairs; several where they are equally specific, and then the buyer chooses. */
export function mostSpecific<P extends Pair>(pairs: readonly P[]): P[] {
  for (const level of PAIRING_LEVELS) {
    const found = pairs.filter((pair) => pair.level === level);
    if (found.length > 0) return found;
  }
  return [];
}

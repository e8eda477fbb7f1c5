import { codePrefix } from './region-scope';

/** 结对关系的种类: code of the scheme a relation belongs to; which there are is data. */
export type PairingKind = string;

/**
 * Most specific first. A western county below 直辖市 is often paired with an eastern city: CITY_TO_COUNTY.
 * ORGANIZATION: at least one of the two sides is no region.
 */
export const PAIRING_LEVELS = [
  'ORGANIZATION',
  'COUNTY',
  'CITY_TO_COUNTY',
  'PROVINCE_TO_COUNTY',
  'PREFECTURE',
  'PROVINCE_TO_PREFECTURE',
  'PROVINCE',
] as const;
export type PairingLevel = (typeof PAIRING_LEVELS)[number];

/** The level two codes make a pairing of, or null where such a pairing does not exist (a county with a province). */
export function levelOfPair(eastCode: string, westCode: string): PairingLevel | null {
  const [east, west] = [codePrefix(eastCode).length, codePrefix(westCode).length];
  if (east === west) return east === 2 ? 'PROVINCE' : east === 4 ? 'PREFECTURE' : 'COUNTY';
  return east === 4 && west === 6 ? 'CITY_TO_COUNTY' : null;
}

/** Aid also joins a province with one prefecture or county of another; never a lower region with a higher one. */
export function levelOfAid(helperCode: string, helpedCode: string): PairingLevel | null {
  const [helper, helped] = [codePrefix(helperCode).length, codePrefix(helpedCode).length];
  if (helper !== 2) return levelOfPair(helperCode, helpedCode);
  return helped === 2 ? 'PROVINCE' : helped === 4 ? 'PROVINCE_TO_PREFECTURE' : 'PROVINCE_TO_COUNTY';
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

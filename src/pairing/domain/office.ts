import { liesIn, onOneLine } from './region-scope';
import type { COORDINATORS, Side } from './pairing.states';

/** A collaboration office: the side and region it stands for. */
export interface Office {
  readonly side: Side | null;
  readonly regionCode: string | null;
}

interface TwoRegions {
  readonly eastRegionCode: string;
  readonly westRegionCode: string;
}

const ownRegion = (side: Side, pair: TwoRegions) =>
  side === 'EAST' ? pair.eastRegionCode : pair.westRegionCode;

/** The side the office signs and negotiates for: only where it is the office of exactly that region. */
export function partyOf(office: Office, pair: TwoRegions): Side | null {
  if (!office.side || !office.regionCode) return null;
  return ownRegion(office.side, pair) === office.regionCode ? office.side : null;
}

/** The side for which the office may arrange pairings: its own region or one inside it. */
export function arrangesFor(office: Office, pair: TwoRegions): Side | null {
  if (!office.side || !office.regionCode) return null;
  return liesIn(ownRegion(office.side, pair), office.regionCode) ? office.side : null;
}

/** True where the office may see it: on its own side one of the two regions contains the other. */
export function oversees(office: Office, pair: TwoRegions): boolean {
  return Boolean(
    office.side && office.regionCode && onOneLine(ownRegion(office.side, pair), office.regionCode),
  );
}

/** Who acts for a region: an office coordinates at the level of its region. */
export function coordinatorOf(code: string): (typeof COORDINATORS)[number] {
  if (code.endsWith('0000')) return 'COORD_PROV';
  return code.endsWith('00') ? 'COORD_CITY' : 'COORD_COUNTY';
}

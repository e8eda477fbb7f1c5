import { liesIn, onOneLine } from './region-scope';
import type { COORDINATORS, Side } from './pairing.states';

/** Who acts: a member's organization, and the region an office stands for. */
export interface Acting {
  readonly organizationId: string;
  readonly organizationKind: string;
  readonly regionCode: string | null;
}

/** The two sides of a relation: EAST helps, WEST is helped. A side without an organization is its region. */
export interface TwoSides {
  readonly eastRegionCode: string;
  readonly westRegionCode: string;
  readonly helperOrganizationId: string | null;
  /** Who signs for the second side where that is no region's office. */
  readonly counterOrganizationId: string | null;
}

const organizationOf = (side: Side, pair: TwoSides) =>
  side === 'EAST' ? pair.helperOrganizationId : pair.counterOrganizationId;
const regionOf = (side: Side, pair: TwoSides) =>
  side === 'EAST' ? pair.eastRegionCode : pair.westRegionCode;

const SIDES: readonly Side[] = ['EAST', 'WEST'];

function sideOf(
  acting: Acting,
  pair: TwoSides,
  standsFor: (officeRegion: string, region: string) => boolean,
): Side | null {
  const found = SIDES.find((side) => {
    const organization = organizationOf(side, pair);
    if (organization) return organization === acting.organizationId;
    const office = acting.organizationKind === 'COLLABORATION_OFFICE' ? acting.regionCode : null;
    return office !== null && standsFor(office, regionOf(side, pair));
  });
  return found ?? null;
}

/** The side it signs and negotiates for: the organization itself, or the office of exactly that region. */
export function partyOf(acting: Acting, pair: TwoSides): Side | null {
  return sideOf(acting, pair, (office, region) => office === region);
}

/** The side for which it may arrange relations: an office those of its own region or one inside it. */
export function arrangesFor(acting: Acting, pair: TwoSides): Side | null {
  return sideOf(acting, pair, (office, region) => liesIn(region, office));
}

/** True where it may see it: a party, or an office on whose side one of the two regions contains the other. */
export function oversees(acting: Acting, pair: TwoSides): boolean {
  return sideOf(acting, pair, onOneLine) !== null;
}

/** Who acts for a region: an office coordinates at the level of its region. */
export function coordinatorOf(code: string): (typeof COORDINATORS)[number] {
  if (code.endsWith('0000')) return 'COORD_PROV';
  return code.endsWith('00') ? 'COORD_CITY' : 'COORD_COUNTY';
}

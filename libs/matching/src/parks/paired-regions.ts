import type { ParkIntent, RegionPairing } from './parks-input';
import type { PreparedPark } from './prepared-parks';
import { coversRegion } from './region-cover';

/** Whether an enterprise's home is paired with a park's county; each two regions are looked up once. */
export function pairedRegions(
  pairings: readonly RegionPairing[],
): (intent: ParkIntent, park: PreparedPark) => boolean {
  const known = new Map<string, Map<string, boolean>>();
  return ({ homeRegion }, { park: { regionCode } }) => {
    const ofHome = known.get(homeRegion) ?? new Map<string, boolean>();
    known.set(homeRegion, ofHome);
    const found = ofHome.get(regionCode);
    if (found !== undefined) return found;
    const paired = pairings.some(
      ({ eastRegion, westRegion }) =>
        coversRegion(eastRegion, homeRegion) && coversRegion(westRegion, regionCode),
    );
    ofHome.set(regionCode, paired);
    return paired;
  };
}

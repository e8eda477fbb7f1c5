const EARTH_KM = 6371;

export interface Spot {
  readonly longitude: number;
  readonly latitude: number;
}

/** As the crow flies, by the road's detour, in whole kilometres. Frozen with a run, so that it need not be worked out again. */
export function kilometresBetween(one: Spot, other: Spot, detourBasisPoints: number): number {
  const rad = (degrees: number) => (degrees * Math.PI) / 180;
  const [high, far] = [rad(other.latitude - one.latitude), rad(other.longitude - one.longitude)];
  const half =
    Math.sin(high / 2) ** 2 +
    Math.cos(rad(one.latitude)) * Math.cos(rad(other.latitude)) * Math.sin(far / 2) ** 2;
  return Math.round((2 * EARTH_KM * Math.asin(Math.sqrt(half)) * detourBasisPoints) / 10_000);
}

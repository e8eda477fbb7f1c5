/** Degrees as whole hundredths, rounded half up: `102.267` → 10227. Decimal digits only. */
export function hundredthsOf(degrees: string): number {
  const [whole = '0', fraction = ''] = degrees.split('.');
  const thousandths = Number(`${whole}${fraction.padEnd(3, '0').slice(0, 3)}`);
  return Math.floor((thousandths + 5) / 10);
}

/** 10227 → 102.27. */
export function degreesOf(hundredths: number): string {
  return `${Math.trunc(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
}

/** About 300 km: no county reaches so far from its middle, and a digit too many or two swapped lead farther. */
const FARTHEST_HUNDREDTHS = 300;

export interface Spot {
  readonly longitudeHundredths: number;
  readonly latitudeHundredths: number;
}

/** Land of China, and near the county's middle where that is known. */
export function isPlausible(spot: Spot, county: Spot | null): boolean {
  const { longitudeHundredths: east, latitudeHundredths: north } = spot;
  if (east < 7300 || east > 13600 || north < 300 || north > 5400) return false;
  if (!county) return true;
  return (
    Math.abs(east - county.longitudeHundredths) <= FARTHEST_HUNDREDTHS &&
    Math.abs(north - county.latitudeHundredths) <= FARTHEST_HUNDREDTHS
  );
}

import { liesWithin } from '../../regions/index';

/** How an office stands to a number: a province, of the paired east, or of the park’s own side. */
export type VerifierStanding = 'OTHER_SIDE' | 'PROVINCE' | 'SAME_SIDE';

/** Whose number it is: where the park lies, who is paired with it, and where whoever submitted the number is. */
export interface Reported {
  readonly parkCounty: string;
  readonly eastRegion: string | null;
  readonly reporterRegion: string | null;
}

const isCounty = (regionCode: string) => !regionCode.endsWith('00');

/** Null: an office over neither of the two, or of the county that reports the number, be it the park’s or the submitter’s. */
export function verifierStanding(
  office: string,
  { parkCounty, eastRegion, reporterRegion }: Reported,
): VerifierStanding | null {
  if (office === parkCounty || (office === reporterRegion && isCounty(office))) return null;
  const own = liesWithin(parkCounty, office);
  if (!own && !(eastRegion !== null && liesWithin(eastRegion, office))) return null;
  if (office.endsWith('0000')) return 'PROVINCE';
  return own ? 'SAME_SIDE' : 'OTHER_SIDE';
}

/** Whether the office may speak after the one that spoke first: of the other side, or a province’s. */
export function speaksSecond(office: string, reported: Reported): boolean {
  const standing = verifierStanding(office, reported);
  if (standing === null || standing === 'PROVINCE') return standing !== null;
  const { parkCounty, reporterRegion } = reported;
  const firstIsOwn = reporterRegion !== null && liesWithin(parkCounty, reporterRegion);
  return (standing === 'SAME_SIDE') !== firstIsOwn;
}

/** The two who verify are of two sides, or one of them is a province’s: neither side proves a number alone. */
export function areIndependent(standings: readonly VerifierStanding[]): boolean {
  return standings.includes('PROVINCE') || new Set(standings).size === 2;
}

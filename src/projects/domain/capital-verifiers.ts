/** An office that would verify, beside whoever brought the number. */
export interface Verifying {
  readonly side: 'EAST' | 'WEST' | null;
  readonly regionCode: string;
}

/** How a verifier stands to a number: PROVINCE and OTHER_SIDE are independent of those who report it. */
export type VerifierStanding = 'OTHER_SIDE' | 'PROVINCE' | 'SAME_SIDE';

const isCounty = (regionCode: string) => !regionCode.endsWith('00');

/** Null: an office of the county that reports the number, be it the park’s or that of whoever submitted it. */
export function verifierStanding(
  office: Verifying,
  reporter: Verifying,
  parkCounty: string,
): VerifierStanding | null {
  if (office.regionCode === parkCounty) return null;
  if (office.regionCode === reporter.regionCode && isCounty(reporter.regionCode)) return null;
  if (office.side !== null && reporter.side !== null && office.side !== reporter.side) return 'OTHER_SIDE';
  return office.regionCode.endsWith('0000') ? 'PROVINCE' : 'SAME_SIDE';
}

/** With the second word one of the two has to be of the other side or a province’s. */
export function oneIsIndependent(standings: readonly VerifierStanding[]): boolean {
  return standings.some((standing) => standing !== 'SAME_SIDE');
}

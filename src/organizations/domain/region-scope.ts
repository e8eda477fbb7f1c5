/** The part of a code that everything inside the region shares: 510000 → 51, 513400 → 5134, 513430 → 513430. */
export function sharedDigits(regionCode: string): string {
  return regionCode.replace(/(00){1,2}$/, '');
}

/** Whether a region is the scope itself or lies in it. */
export function liesWithin(regionCode: string, scope: string): boolean {
  return regionCode.startsWith(sharedDigits(scope));
}

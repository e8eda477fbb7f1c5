/**
 * What a leaf is called: its regions, its unit. Where units stand below a pairing, the pairing's own leaf is what none of
 * them covers, 本级, like that of the whole agreement.
 */
export function leafName(pair: string | null, unit: string | null, dividedAmongUnits: boolean): string {
  const own = unit ?? (pair === null || dividedAmongUnits ? '本级' : null);
  return [pair, own].filter((part) => part !== null).join(' ');
}

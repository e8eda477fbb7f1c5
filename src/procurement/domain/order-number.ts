/** What people call an order: XS20260709-000123. */
export function orderNumber(placedOn: string, sequence: bigint): string {
  return `XS${placedOn.replaceAll('-', '')}-${String(sequence).padStart(6, '0')}`;
}

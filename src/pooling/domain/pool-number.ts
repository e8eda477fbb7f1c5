/** What people call a pool: PD20260709-000123. */
export function poolNumber(openedOn: string, sequence: bigint): string {
  return `PD${openedOn.replaceAll('-', '')}-${String(sequence).padStart(6, '0')}`;
}

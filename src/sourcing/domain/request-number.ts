/** What people call a request: XJ20260709-000123. */
export function requestNumber(draftedOn: string, sequence: bigint): string {
  return `XJ${draftedOn.replaceAll('-', '')}-${String(sequence).padStart(6, '0')}`;
}

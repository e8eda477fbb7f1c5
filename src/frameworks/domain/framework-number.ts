/** What people call a framework agreement: KJ20260709-000123. */
export function frameworkNumber(draftedOn: string, sequence: bigint): string {
  return `KJ${draftedOn.replaceAll('-', '')}-${String(sequence).padStart(6, '0')}`;
}

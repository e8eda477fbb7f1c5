/** Numbers on paper and in notices: CY20260709-000123 (产业园区). */
export function parkNumber(on: string, sequence: bigint): string {
  return `CY${on.replaceAll('-', '')}-${sequence.toString().padStart(6, '0')}`;
}

/** What rescue publishes on the stream `rescue-round:<id>`, each with its roundId. */
export const rescueEvents = {
  /** As much is wanted as there is: it closes now. */
  full: 'RescueRoundFull',
} as const;

export const rescueStream = (roundId: string) => `rescue-round:${roundId}`;

/** What people call a round: ZX20260709-000123. */
export function roundNumber(proposedOn: string, sequence: bigint): string {
  return `ZX${proposedOn.replaceAll('-', '')}-${String(sequence).padStart(6, '0')}`;
}

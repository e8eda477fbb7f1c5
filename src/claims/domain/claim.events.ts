/** What claims publish on the stream `claim:<id>`. */
export const claimEvents = {
  /** Both sides verified it. Carries claimId. */
  confirmed: 'ClaimConfirmed',
  /** A part or all of a confirmed line is taken back. Carries claimId, claimLineId, reversalId, fen, reason. */
  reversed: 'ClaimReversed',
  /** On `claim-import:<id>`: a table was brought and is to be read. Carries importId. */
  importStaged: 'ClaimImportStaged',
} as const;

/** The cursor that says whether the claims of a recalled lot have been taken back. */
export const REVERSE_RECALLED_CLAIMS = 'reverse-recalled-claims';

export const claimStream = (claimId: string) => `claim:${claimId}`;

export const importStream = (importId: string) => `claim-import:${importId}`;

/** What people call a claim: PW20260709-000123. */
export function claimNumber(submittedOn: string, sequence: bigint): string {
  return `PW${submittedOn.replaceAll('-', '')}-${String(sequence).padStart(6, '0')}`;
}

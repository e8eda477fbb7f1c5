/** Why a request may be what a receipt was paid for. */
export const CANDIDATE_REASONS = ['CODE', 'AMOUNT', 'PAYER', 'ACCOUNT'] as const;
export type CandidateReason = (typeof CANDIDATE_REASONS)[number];

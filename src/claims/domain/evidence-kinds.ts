/** 佐证材料: what a paper shows. */
export const EVIDENCE_KINDS = ['CONTRACT', 'INVOICE', 'PAYMENT', 'LOGISTICS', 'ACCEPTANCE'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** Workflow 11: one paper alone proves no purchase. */
export const LEAST_EVIDENCE_KINDS = 2;

/** Why a confirmed claim is taken back. Goods of a sale that was not genuine were never gone, and its invoice is free again. */
export const REVERSAL_REASONS = ['REFUND', 'NOT_GENUINE', 'RECALL'] as const;
export type ClaimReversalReason = (typeof REVERSAL_REASONS)[number];
/** What people may say; a recall comes by itself. */
export const REVERSED_BECAUSE = ['REFUND', 'NOT_GENUINE'] as const;
export type ReversedBecause = (typeof REVERSED_BECAUSE)[number];

import type { Fen } from '../../../libs/money/src/index';

/** Why a receipt was credited, or why it waits in suspense. */
export const FINDING_REASONS = [
  'PAID_IN_PART',
  'PAID_IN_FULL',
  'PAID_AND_MORE',
  'PAYER_UNDECLARED',
  'NO_CODE',
  'SEVERAL_CODES',
  'CODE_UNKNOWN',
  'REQUEST_CLOSED',
  'NOTHING_DUE',
  'TYPED_OTHERWISE',
] as const;
export type FindingReason = (typeof FINDING_REASONS)[number];

/** Why money waits for people whatever its code says: it may be in the book already. */
export type HeldReason = Extract<FindingReason, 'TYPED_OTHERWISE'>;

/** Who else may pay for a buyer, by what he is to him. */
export const PAYER_RELATIONS = ['PARENT_OR_UNIT', 'TREASURY', 'EMPLOYEE', 'AGENT'] as const;
export type PayerRelation = (typeof PAYER_RELATIONS)[number];

/** What becomes of money with the code of one order: how much of it is credited, and why. */
export function findingOf(facts: {
  readonly fen: Fen;
  readonly outstandingFen: Fen;
  readonly open: boolean;
  readonly payerKnown: boolean;
}): { readonly reason: FindingReason; readonly creditFen: Fen } {
  const { fen, outstandingFen } = facts;
  if (!facts.open) return { reason: 'REQUEST_CLOSED', creditFen: 0n };
  if (outstandingFen <= 0n) return { reason: 'NOTHING_DUE', creditFen: 0n };
  if (!facts.payerKnown) return { reason: 'PAYER_UNDECLARED', creditFen: 0n };
  if (fen < outstandingFen) return { reason: 'PAID_IN_PART', creditFen: fen };
  return fen === outstandingFen
    ? { reason: 'PAID_IN_FULL', creditFen: fen }
    : { reason: 'PAID_AND_MORE', creditFen: outstandingFen };
}

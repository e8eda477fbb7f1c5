import type { Fen } from '../../../libs/money/src/index';

export type PaymentRequestState = 'OPEN' | 'CLOSED';

/** What is paid for: an order today. */
export interface PaymentSubject {
  readonly kind: 'ORDER';
  readonly id: string;
}

export type RefundReason = 'SHORTAGE' | 'QUALITY' | 'RETURN' | 'RECALL' | 'PRICE_ERROR' | 'CANCELLED';

/** Whose money is given back: the buyer's own, still held, or what was already settled to the supplier. */
export type RefundSource = 'HELD' | 'PAYABLE';

/** Where the money of one request stands; all in fen, none below zero. */
export interface PaymentPosition {
  readonly dueFen: Fen;
  /** Everything ever matched to the request. */
  readonly receivedFen: Fen;
  readonly heldFen: Fen;
  readonly payableFen: Fen;
  readonly paidOutFen: Fen;
  /** What the supplier bears of the payment channel. */
  readonly feesFen: Fen;
  readonly refundDueFen: Fen;
  readonly refundedFen: Fen;
  /** Taken back by the payers' banks while they decide who is right. */
  readonly disputedFen: Fen;
  readonly owedBackFen: Fen;
  /** What the buyer still has to pay. */
  readonly outstandingFen: Fen;
}

/**
 * Money given back before settlement, or taken back by the payer's bank, no longer pays for anything; a refund after it
 * does not make the order owe again.
 */
export function outstandingFen(dueFen: Fen, receivedFen: Fen, takenFromHeldFen: Fen): Fen {
  const open = dueFen - receivedFen + takenFromHeldFen;
  return open > 0n ? open : 0n;
}

/** What can still be taken back from the supplier's side: settled, less what was taken back before. */
function settledLeftFen(
  position: Pick<PaymentPosition, 'payableFen' | 'paidOutFen' | 'feesFen' | 'owedBackFen'>,
): Fen {
  return position.payableFen + position.paidOutFen + position.feesFen - position.owedBackFen;
}

/** I12 in numbers: the largest refund the source allows now. */
export function refundableFen(position: PaymentPosition, source: RefundSource): Fen {
  return source === 'HELD' ? position.heldFen : settledLeftFen(position);
}

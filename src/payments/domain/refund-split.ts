import type { Fen } from '../../../libs/money/src/index';

/** What one receipt brought to a request, less what went or is going back to its account. */
export interface ReceiptShare {
  readonly receiptId: string;
  readonly leftFen: Fen;
}

/**
 * Gives money back to the accounts it came from, the newest receipt first, as `shares` are sorted.
 * Throws RangeError when they do not hold enough: the limit is checked before.
 */
export function splitOverReceipts(
  fen: Fen,
  shares: readonly ReceiptShare[],
): { receiptId: string; fen: Fen }[] {
  const parts: { receiptId: string; fen: Fen }[] = [];
  let rest = fen;
  for (const { receiptId, leftFen } of shares) {
    const part = leftFen < rest ? leftFen : rest;
    if (part > 0n) parts.push({ receiptId, fen: part });
    rest -= part > 0n ? part : 0n;
  }
  if (rest > 0n) throw new RangeError('the receipts hold less than the refund');
  return parts;
}

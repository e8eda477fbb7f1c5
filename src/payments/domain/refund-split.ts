import type { Fen } from '../../../libs/money/src/index';

/** Where money came from: a transfer the bank received, or what the payment provider captured. */
export type MoneySource =
  | { readonly receiptId: string; readonly captureId: null }
  | { readonly receiptId: null; readonly captureId: string };

/** What one source brought to a request, less what went or is going back to it. */
export type SourceShare = MoneySource & { readonly leftFen: Fen };

/**
 * Gives money back to where it came from, the newest source first, as `shares` are sorted.
 * Throws RangeError when they do not hold enough: the limit is checked before.
 */
export function splitOverSources(fen: Fen, shares: readonly SourceShare[]): (MoneySource & { fen: Fen })[] {
  const parts: (MoneySource & { fen: Fen })[] = [];
  let rest = fen;
  for (const { leftFen, ...source } of shares) {
    const part = leftFen < rest ? leftFen : rest;
    if (part > 0n) parts.push({ ...source, fen: part });
    rest -= part > 0n ? part : 0n;
  }
  if (rest > 0n) throw new RangeError('the sources hold less than the refund');
  return parts;
}

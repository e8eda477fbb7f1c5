import type { Fen } from '../../../libs/money/src/index';
import type { SourceShare } from './refund-split';

const MILLION = 1_000_000n;

/**
 * What the supplier bears of each capture, rounded down to the fen capture by capture: its share of what of the capture is
 * settled and was not given back. What came first is settled first, as what came last goes back first.
 */
export function channelFees(
  newestFirst: readonly SourceShare[],
  settledFen: Fen,
  ppm: number,
): ReadonlyMap<string, Fen> {
  const fees = new Map<string, Fen>();
  let rest = settledFen;
  for (const { captureId, leftFen } of newestFirst.toReversed()) {
    const part = leftFen < rest ? leftFen : rest;
    if (part <= 0n) continue;
    rest -= part;
    if (captureId !== null) fees.set(captureId, (part * BigInt(ppm)) / MILLION);
  }
  return fees;
}

import { mulDiv } from '../../../libs/money/src/index';

/** AWAITED: a line waits for an announced harvest. CUT: the buyer decides on what will not come of one. */
export type HarvestStanding = 'AWAITED' | 'CUT';

/** What a line is worth, and how much of it. */
export interface Worth {
  readonly quantityBase: bigint;
  readonly goodsFen: bigint;
  readonly vatFen: bigint;
}

/**
 * A part of what is contracted, and what is left without it: both add up to the whole to the fen, and no part holds more
 * VAT than it is worth.
 */
export function partOf(whole: Worth, quantityBase: bigint): { part: Worth; rest: Worth } {
  const goodsFen = share(whole.goodsFen, quantityBase, whole.quantityBase);
  const left = whole.goodsFen - goodsFen;
  const proportional = share(whole.vatFen, quantityBase, whole.quantityBase);
  const atLeast = whole.vatFen > left ? whole.vatFen - left : 0n;
  const vatFen = least(proportional > atLeast ? proportional : atLeast, goodsFen);
  return {
    part: { quantityBase, goodsFen, vatFen },
    rest: {
      quantityBase: whole.quantityBase - quantityBase,
      goodsFen: left,
      vatFen: whole.vatFen - vatFen,
    },
  };
}

/** A line on its way to lots, in base units. */
export interface WaitingLine {
  /** Still reserved on the announcement. */
  readonly reservedBase: bigint;
  /** Will not come. */
  readonly cutBase: bigint;
}

/** Where the order as a whole stands. */
export function standingOf(lines: readonly WaitingLine[]): HarvestStanding | null {
  if (lines.some(({ cutBase }) => cutBase > 0n)) return 'CUT';
  return lines.some(({ reservedBase }) => reservedBase > 0n) ? 'AWAITED' : null;
}

const share = (fen: bigint, quantityBase: bigint, wholeBase: bigint): bigint =>
  wholeBase === 0n ? 0n : mulDiv(fen, quantityBase, wholeBase, 'FLOOR');
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

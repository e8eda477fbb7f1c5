/** Amounts below this stay exact when multiplied by 10,000. */
export const LARGEST_AMOUNT = 100_000_000_000;
/** Ten trillion yuan: beyond it something is mistyped. */
export const COSTLIEST_FEN = 1_000_000_000_000_000n;
export const FULL = 10_000;

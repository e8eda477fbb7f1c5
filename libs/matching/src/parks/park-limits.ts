import { LARGEST_WHOLE } from '../goods/rates';

/** Amounts below this stay exact when multiplied by 10,000. */
export const LARGEST_AMOUNT = 100_000_000_000;
/** A hundred thousand million yuan: beyond it something is mistyped. */
export const COSTLIEST_FEN = LARGEST_WHOLE;
export const FULL = 10_000;

/** What grows in the simulated counties. Prices are nobody's quotation: fen for a kilogram. */
export interface Good {
  readonly crop: string;
  readonly months: readonly number[];
  readonly fenPerKg: number;
  /** How far sellers lie apart. */
  readonly spread: number;
  /** Days it keeps. */
  readonly keeps: number;
  /** A usual harvest of one producer, in kilograms. */
  readonly harvestKg: number;
}

const good = (
  crop: string,
  span: string,
  fenPerKg: number,
  spread: number,
  keeps: number,
  harvestKg: number,
): Good => ({ crop, months: span.split(' ').map(Number), fenPerKg, spread, keeps, harvestKg });

export const GOODS: readonly Good[] = [
  good('APPLE', '9 10 11', 638, 0.09, 163, 61_300),
  good('PEAR', '8 9 10', 527, 0.08, 117, 48_700),
  good('MANDARIN', '11 12 1', 574, 0.11, 57, 52_900),
  good('KIWI', '9 10', 1187, 0.1, 58, 27_400),
  good('RICE', '9 10', 619, 0.06, 297, 83_600),
  good('POTATO', '6 7 8 9', 283, 0.12, 113, 94_100),
  good('CHILLI', '7 8 9', 873, 0.14, 37, 31_700),
  good('SHIITAKE', '3 4 10 11', 4730, 0.13, 173, 9_130),
  good('TEA', '3 4 5', 18_370, 0.17, 347, 2_870),
  good('WALNUT', '9 10', 2690, 0.12, 257, 14_300),
  good('PEACH', '6 7 8', 713, 0.13, 13, 37_900),
  good('TOMATO', '6 7 8 9', 417, 0.16, 14.3, 57_300),
];

/** What few grow: hardly anybody to compare with. */
export const RARE: readonly Good[] = [
  good('GOJI', '7 8 9', 5830, 0.11, 231, 4_170),
  good('CODONOPSIS', '9 10 11', 8790, 0.12, 287, 3_310),
  good('SEA_BUCKTHORN', '9 10', 1390, 0.1, 27, 8_930),
];

/** What keeps from one harvest almost to the next, and is sold on any day. */
export const STORED: readonly Good[] = GOODS.filter(({ keeps }) => keeps > 111.5);

import { mulDiv } from '../../../libs/money/src/index';

/** What is known of a lot on sale on a day. */
export interface LotProspects {
  /** From harvest to expiry, and from harvest to today. */
  readonly lifeDays: number;
  readonly elapsedDays: number;
  readonly availableBase: bigint;
  /** What of the same product expires before it and will be sold first. */
  readonly soonerBase: bigint;
  /** Of the product, in the last days of the window. */
  readonly soldBase: bigint;
  readonly windowDays: number;
  readonly priceFen: bigint;
  /** The highest of the window. */
  readonly highestFen: bigint;
}

/** Shares in basis points. */
export interface UnsoldRisk {
  readonly ageBp: bigint;
  readonly priceFallBp: bigint;
  readonly unsoldBp: bigint;
  readonly riskBp: bigint;
}

const WHOLE = 10_000n;

/**
 * How likely a lot is to be left unsold: the share of its life that is over × the share that will be left if the product
 * sells as in the window × (1 + how far its price has fallen already). Whole numbers; every part rounded down.
 */
export function unsoldRisk(lot: LotProspects): UnsoldRisk {
  const life = BigInt(Math.max(1, lot.lifeDays));
  const elapsed = within(BigInt(lot.elapsedDays), life);
  const ageBp = mulDiv(elapsed, WHOLE, life, 'FLOOR');
  const forecastBase = mulDiv(lot.soldBase, life - elapsed, BigInt(lot.windowDays), 'FLOOR') - lot.soonerBase;
  const leftBase = lot.availableBase - within(forecastBase, lot.availableBase);
  const unsoldBp = lot.availableBase === 0n ? 0n : mulDiv(leftBase, WHOLE, lot.availableBase, 'FLOOR');
  const fallen = within(lot.highestFen - lot.priceFen, lot.highestFen);
  const priceFallBp = lot.highestFen === 0n ? 0n : mulDiv(fallen, WHOLE, lot.highestFen, 'FLOOR');
  const still = mulDiv(unsoldBp, ageBp, WHOLE, 'FLOOR');
  const riskBp = within(mulDiv(still, WHOLE + priceFallBp, WHOLE, 'FLOOR'), WHOLE);
  return { ageBp, priceFallBp, unsoldBp, riskBp };
}

/** From zero to the most. */
function within(value: bigint, most: bigint): bigint {
  if (value < 0n) return 0n;
  return value > most ? most : value;
}

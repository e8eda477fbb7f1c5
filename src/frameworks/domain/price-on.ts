/** A price agreed later than the first one. */
export interface AgreedPrice {
  readonly unitPriceFen: bigint;
  readonly fromOn: string;
  /** When both had signed it: of two from the same day the later one holds. */
  readonly agreedAt: Date;
}

/** Those that hold one after another, by their days. */
export function inTheirOrder(prices: readonly AgreedPrice[]): AgreedPrice[] {
  return prices.toSorted(
    (one, other) =>
      (one.fromOn < other.fromOn ? -1 : one.fromOn > other.fromOn ? 1 : 0) ||
      one.agreedAt.getTime() - other.agreedAt.getTime(),
  );
}

/** What a call-off of this day costs: earlier ones keep what they were placed at. */
export function priceOn(firstFen: bigint, prices: readonly AgreedPrice[], day: string): bigint {
  const holding = inTheirOrder(prices).filter(({ fromOn }) => fromOn <= day);
  return holding.at(-1)?.unitPriceFen ?? firstFen;
}

/** The dearest that holds on this day or any later one. */
export function dearestFrom(firstFen: bigint, prices: readonly AgreedPrice[], day: string): bigint {
  const later = inTheirOrder(prices).filter(({ fromOn }) => fromOn > day);
  return later.reduce(
    (most, { unitPriceFen }) => (unitPriceFen > most ? unitPriceFen : most),
    priceOn(firstFen, prices, day),
  );
}

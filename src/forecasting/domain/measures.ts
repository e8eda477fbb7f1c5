const MILLION = 1_000_000n;

/** A part of a whole in millionths, rounded down; null where there is no whole. */
export function partsPerMillion(part: bigint, whole: bigint): number | null {
  return whole > 0n ? Number((part * MILLION) / whole) : null;
}

/** What counts of a year, beside the amount; all in fen. */
export interface MeasureSums {
  readonly gross: bigint;
  readonly reversals: bigint;
  readonly december: bigint;
  readonly monthEnds: bigint;
  /** Of buyers that bought of the same supplier again, thirty days or more apart. */
  readonly repeated: bigint;
  /** What was paid for goods that have a reference price, and what they would have cost at it. */
  readonly paid: bigint;
  readonly atReference: bigint;
}

/** 衡量: whether an amount stands for lasting trade; every share in millionths, null where nothing was bought. */
export interface Measures {
  readonly decemberShare: number | null;
  readonly monthEndShare: number | null;
  readonly repeatRate: number | null;
  readonly priceIndex: number | null;
  readonly refundRate: number | null;
  readonly beyondTargetShare: number | null;
}

export function measuresOf(
  sums: MeasureSums,
  leaves: readonly { readonly net: bigint; readonly target: bigint }[],
): Measures {
  const net = sums.gross - sums.reversals;
  const beyond = leaves.reduce(
    (sum, leaf) => (leaf.net > leaf.target ? sum + leaf.net - leaf.target : sum),
    0n,
  );
  return {
    decemberShare: partsPerMillion(sums.december, sums.gross),
    monthEndShare: partsPerMillion(sums.monthEnds, sums.gross),
    repeatRate: partsPerMillion(sums.repeated, sums.gross),
    priceIndex: partsPerMillion(sums.paid, sums.atReference),
    refundRate: partsPerMillion(sums.reversals, sums.gross),
    beyondTargetShare: partsPerMillion(beyond, net),
  };
}

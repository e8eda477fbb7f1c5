const WHOLE_BP = 10_000n;

/** The most that goods of this price come to when all the tolerance is delivered; one fen for the price's own rounding. */
export function mostAccepted(goodsFen: bigint, toleranceBp: number): bigint {
  const numerator = goodsFen * (WHOLE_BP + BigInt(toleranceBp));
  return (numerator + WHOLE_BP - 1n) / WHOLE_BP + 1n;
}

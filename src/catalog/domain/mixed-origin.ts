import type { OriginShare } from './sellable-lot';

const WHOLE = 1_000_000n;

/**
 * Origins of a mixture by weight, in parts per million; what rounding leaves over goes to the largest remainders,
 * so that the shares sum to one million exactly (I4).
 */
export function mixedOrigin(
  sources: readonly { readonly quantityBase: bigint; readonly shares: readonly OriginShare[] }[],
): OriginShare[] {
  const weights = new Map<string, bigint>();
  for (const { quantityBase, shares } of sources) {
    for (const { countyCode, partsPerMillion } of shares) {
      const weight = quantityBase * BigInt(partsPerMillion);
      weights.set(countyCode, (weights.get(countyCode) ?? 0n) + weight);
    }
  }
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0n);
  const rows = [...weights].map(([countyCode, weight]) => ({
    countyCode,
    parts: (weight * WHOLE) / total,
    rest: (weight * WHOLE) % total,
  }));
  const missing = WHOLE - rows.reduce((sum, row) => sum + row.parts, 0n);
  const byRest = rows.toSorted((a, b) => (a.rest === b.rest ? 0 : a.rest < b.rest ? 1 : -1));
  byRest.slice(0, Number(missing)).forEach((row) => (row.parts += 1n));
  return rows
    .filter((row) => row.parts > 0n)
    .map(({ countyCode, parts }) => ({ countyCode, partsPerMillion: Number(parts) }))
    .toSorted((a, b) => a.countyCode.localeCompare(b.countyCode));
}

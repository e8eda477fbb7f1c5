import type { GoodsRun } from './goods-run';
import { rateAt } from './prepared-supply';

/** Gini coefficient of the proposed sales by county, in millionths; counties that could sell nothing in the run do not stand in it. */
export function giniOf({ problem, plan }: GoodsRun): number {
  const sales = new Map<string, bigint>();
  problem.edges.forEach((edge, at) => {
    const supply = problem.supplies[edge.supply];
    const ordered = plan.ordered[at] ?? 0;
    for (const { countyCode, partsPerMillion } of supply?.supply.origins ?? []) {
      const sold =
        BigInt(ordered) * BigInt(rateAt(supply?.steps ?? [], ordered) ?? 0) * BigInt(partsPerMillion);
      sales.set(countyCode, (sales.get(countyCode) ?? 0n) + sold);
    }
  });
  return gini([...sales.values()]);
}

/** Σ (2i − n − 1) xᵢ ÷ (n Σ x) over the ascending values, exact until the last division. */
export function gini(values: readonly bigint[]): number {
  const ascending = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const sum = ascending.reduce((a, b) => a + b, 0n);
  if (sum === 0n) return 0;
  const weighted = ascending.reduce(
    (total, value, index) => total + BigInt(2 * (index + 1) - ascending.length - 1) * value,
    0n,
  );
  return Number((weighted * 1_000_000n) / (BigInt(ascending.length) * sum));
}

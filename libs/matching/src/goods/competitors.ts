import type { Edge } from './edge';
import type { GoodsRun } from './goods-run';
import type { MatchingProblem } from './matching-problem';
import type { RelaxedOptimum } from './relaxed-optimum';
import { floorPremiumOf, reducedCost } from './relaxed-prices';

/** The edge as the floors' prices see it: cheaper by what they pay for its goods. */
export function withPremium(edge: Edge, problem: MatchingProblem, optimum: RelaxedOptimum): Edge {
  const premium = floorPremiumOf(problem, optimum, edge) * 1_000;
  if (premium === 0) return edge;
  return { ...edge, termsRate: edge.termsRate - premium, relaxedRate: edge.relaxedRate - premium };
}

/** An edge dearer than this part of its cost at the run's prices is none that a small change brings in. */
const NEAR = 0.05;

/**
 * The lines a new one would move, nearest first: those who hold what it could take, then those who hold what these could take
 * instead, and so on until there are so many.
 */
export function nearestCompetitors(run: GoodsRun, edges: readonly Edge[], most: number): number[] {
  const { problem, plan } = run;
  const seen = new Set<number>();
  let supplies = new Set(edges.map(({ supply }) => supply));
  while (supplies.size > 0 && seen.size < most) {
    const held = new Map<number, number>();
    for (const supply of supplies)
      for (const at of problem.edgesOfSupply[supply] ?? []) {
        const holder = problem.edges[at]?.line ?? -1;
        const ordered = plan.ordered[at] ?? 0;
        if (ordered > 0 && !seen.has(holder)) held.set(holder, (held.get(holder) ?? 0) + ordered);
      }
    const ring = [...held].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, most - seen.size);
    for (const [holder] of ring) seen.add(holder);
    supplies = new Set(ring.flatMap(([holder]) => nearSupplies(run, holder)));
  }
  return [...seen].toSorted((a, b) => a - b);
}

const nearSupplies = ({ problem, fair }: GoodsRun, line: number): number[] =>
  (problem.lines[line]?.edges ?? []).flatMap((at) => {
    const edge = problem.edges[at];
    const near = edge !== undefined && reducedCost(problem, fair, at) <= (NEAR * edge.relaxedRate) / 1_000;
    return near ? [edge.supply] : [];
  });

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

const nearSupplies = (run: GoodsRun, line: number): number[] =>
  nearEdges(run, line).map((at) => run.problem.edges[at]?.supply ?? -1);

/** …and of those a line has so many at most. */
const MOST_NEAR = 8;

/** What the line holds, and what it would go to first if prices moved a little: so many, in the order of the edges. */
export function nearEdges({ problem, fair, plan }: GoodsRun, line: number): number[] {
  const edges = problem.lines[line]?.edges ?? [];
  const isHeld = (at: number) => (plan.ordered[at] ?? 0) > 0 || (fair.flow[at] ?? 0) > 0;
  const near = edges
    .filter((at) => !isHeld(at))
    .map((at) => ({ at, dearer: reducedCost(problem, fair, at) }))
    .filter(({ at, dearer }) => dearer <= (NEAR * (problem.edges[at]?.relaxedRate ?? 0)) / 1_000)
    .toSorted((a, b) => a.dearer - b.dearer || a.at - b.at)
    .slice(0, MOST_NEAR);
  const taken = new Set(near.map(({ at }) => at));
  return edges.filter((at) => isHeld(at) || taken.has(at));
}

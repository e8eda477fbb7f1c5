import type { Edge } from './edge';
import type { MatchingProblem } from './matching-problem';
import type { RelaxedOptimum } from './relaxed-optimum';

const THOUSAND = 1_000;

/**
 * Fen per thousand base units by which an edge is dearer than what its line pays, at the optimum's prices: its own cost
 * weighed with its line's protection, the scarcity of its supply and of its supplier's share, less what floors pay for it.
 * 0 where the optimum uses it in part, below 0 where it uses all of it.
 */
export function reducedCost(problem: MatchingProblem, optimum: RelaxedOptimum, at: number): number {
  const edge = problem.edges[at];
  if (!edge) return Infinity;
  const own = (edge.relaxedRate / THOUSAND) * (1 + (optimum.protectionPrice[edge.line] ?? 0));
  const scarce =
    (optimum.supplyPrice[edge.supply] ?? 0) + (optimum.groupPrice[problem.groupOfEdge[at] ?? -1] ?? 0);
  return own + scarce - floorPremium(problem, optimum, at) - (optimum.linePrice[edge.line] ?? 0);
}

/** Fen per thousand base units that the floors' prices pay for this edge's goods. */
export function floorPremium(problem: MatchingProblem, optimum: RelaxedOptimum, at: number): number {
  const edge = problem.edges[at];
  return edge ? floorPremiumOf(problem, optimum, edge) : 0;
}

/** The same for an edge that is not one of the problem's, on one of its supplies. */
export function floorPremiumOf(problem: MatchingProblem, optimum: RelaxedOptimum, edge: Edge): number {
  let sum = 0;
  for (const { floor, part } of problem.floorShares[edge.supply] ?? [])
    sum += ((optimum.floorPrice[floor] ?? 0) * edge.goodsRate * part) / THOUSAND;
  return sum;
}

/** Edges the optimum nearly uses: dearer by at most this part of their cost. Search looks for chains along these only. */
const NEARLY = 0.02;

export function nearlyUsed(problem: MatchingProblem, optimum: RelaxedOptimum): Uint8Array {
  return Uint8Array.from(problem.edges, ({ relaxedRate }, at) =>
    reducedCost(problem, optimum, at) <= (NEARLY * relaxedRate) / THOUSAND ? 1 : 0,
  );
}

/** By edge: its rate with what the floors' prices pay for it taken off. */
export function pricedRates(problem: MatchingProblem, optimum: RelaxedOptimum): Float64Array {
  return Float64Array.from(
    problem.edges,
    ({ relaxedRate }, at) => relaxedRate - floorPremium(problem, optimum, at) * THOUSAND,
  );
}

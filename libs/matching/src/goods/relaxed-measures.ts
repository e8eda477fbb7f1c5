import type { Edge } from './edge';
import { floorTarget } from './floor-target';
import type { MatchingProblem } from './matching-problem';
import { THOUSAND } from './relaxed-program';
import type { RelaxedOptimum } from './relaxed-optimum';

/** Fen a line costs in the optimum: what is served at its rate, what is missing at the line's. */
export function relaxedCostOfLine(
  problem: MatchingProblem,
  optimum: RelaxedOptimum,
  position: number,
): number {
  const line = problem.lines[position];
  if (!line) return 0;
  let sum =
    line.unmetMinimumRate * (optimum.unmetMinimum[position] ?? 0) +
    line.unmetRestRate * (optimum.unmetRest[position] ?? 0);
  for (const edge of line.edges) sum += (problem.edges[edge]?.relaxedRate ?? 0) * (optimum.flow[edge] ?? 0);
  return sum / THOUSAND;
}

/** Fen a line costs where nobody serves it: the zero of its value. */
export function costUnserved(problem: MatchingProblem, position: number): number {
  const line = problem.lines[position];
  if (!line) return 0;
  const { minimum, maximum, unmetMinimumRate, unmetRestRate } = line;
  return (unmetMinimumRate * minimum + unmetRestRate * (maximum - minimum)) / (THOUSAND * THOUSAND);
}

/** Fen that being served saves a line: never below zero in the plain optimum. */
export const valueOfLine = (problem: MatchingProblem, optimum: RelaxedOptimum, position: number): number =>
  costUnserved(problem, position) - relaxedCostOfLine(problem, optimum, position);

/** Fen of goods the optimum sells from the floor's counties. */
export function relaxedFloorSales(problem: MatchingProblem, optimum: RelaxedOptimum, floor: number): number {
  let sum = 0;
  problem.edges.forEach((edge, at) => {
    const flow = optimum.flow[at] ?? 0;
    if (flow === 0) return;
    for (const share of problem.floorShares[edge.supply] ?? [])
      if (share.floor === floor) sum += (edge.goodsRate * share.part * flow) / THOUSAND;
  });
  return sum;
}

/** Fen by which the optimum misses a floor. */
export const relaxedShortfall = (problem: MatchingProblem, optimum: RelaxedOptimum, floor: number): number =>
  Math.max(0, floorTarget(problem, floor) - relaxedFloorSales(problem, optimum, floor));

/** Fen of the whole run without the floors' weights. */
export function relaxedCost(problem: MatchingProblem, optimum: RelaxedOptimum): number {
  let sum = 0;
  for (const line of problem.lines.keys()) sum += relaxedCostOfLine(problem, optimum, line);
  return sum;
}

/** Fen of the orders alone at the rates given, missing units apart. */
export const relaxedOrderCost = (
  { edges }: MatchingProblem,
  { flow }: RelaxedOptimum,
  rateOf: (edge: Edge) => number,
): number => edges.reduce((sum, edge, at) => sum + rateOf(edge) * (flow[at] ?? 0), 0) / THOUSAND;

/** Σ weight × shortfall, fen. */
export function relaxedPenalty(problem: MatchingProblem, optimum: RelaxedOptimum): number {
  return problem.floors.reduce(
    (sum, { weightBasisPoints }, floor) =>
      weightBasisPoints === 0
        ? sum
        : sum + (weightBasisPoints / 10_000) * relaxedShortfall(problem, optimum, floor),
    0,
  );
}

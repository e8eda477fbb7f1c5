import type { Edge } from './edge';
import type { GoodsRun } from './goods-run';
import { problemOfLines, type MatchingProblem } from './matching-problem';
import type { PreparedLine } from './prepared-line';
import type { PreparedSupply } from './prepared-supply';
import type { RelaxedOptimum } from './relaxed-optimum';
import { floorPremiumOf } from './relaxed-prices';

/** The edge as the floors' prices see it: cheaper by what they pay for its goods. */
export function withPremium(edge: Edge, problem: MatchingProblem, optimum: RelaxedOptimum): Edge {
  const premium = floorPremiumOf(problem, optimum, edge) * 1_000;
  if (premium === 0) return edge;
  return { ...edge, termsRate: edge.termsRate - premium, relaxedRate: edge.relaxedRate - premium };
}

export interface Neighbourhood {
  readonly small: MatchingProblem;
  /** By supply of the small problem: what the run left. */
  readonly left: readonly number[];
}

/**
 * A small problem cut out of a run: the new line first, then the lines given, with everything they could take. Of every supply
 * there is what is left and what these lines hold.
 */
export function neighbourhood(
  run: GoodsRun,
  line: PreparedLine,
  edges: readonly Edge[],
  holders: readonly number[],
): Neighbourhood {
  const { problem, fair, plan } = run;
  const positions = new Map<number, number>();
  const supplies: PreparedSupply[] = [];
  const left: number[] = [];
  const available: number[] = [];
  const placed = (edge: Edge, at: number, ordered: number): Edge => {
    const known = positions.get(edge.supply) ?? supplies.length;
    const prepared = problem.supplies[edge.supply];
    if (known === supplies.length && prepared) {
      positions.set(edge.supply, known);
      supplies.push(prepared);
      left.push(plan.left[edge.supply] ?? 0);
      available.push(plan.left[edge.supply] ?? 0);
    }
    available[known] = (available[known] ?? 0) + ordered;
    return { ...edge, line: at, supply: known };
  };
  const own = { line, edges: edges.map((edge) => placed(edge, 0, 0)) };
  const others = holders.flatMap((holder, index) => {
    const competitor = problem.lines[holder];
    if (!competitor) return [];
    const theirs = competitor.edges.flatMap((at) => {
      const edge = problem.edges[at];
      if (!edge) return [];
      const ordered = plan.ordered[at] ?? 0;
      return [placed(withPremium(edge, problem, fair), index + 1, ordered)];
    });
    return [{ line: competitor, edges: theirs }];
  });
  const stocked = supplies.map((supply, at) => ({ ...supply, available: available[at] ?? 0 }));
  return { small: problemOfLines([own, ...others], stocked, problem.rules), left };
}

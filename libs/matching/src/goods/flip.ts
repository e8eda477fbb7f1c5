import { NearestFirst } from '../nearest-first';
import type { MatchingProblem } from './matching-problem';
import type { RelaxedOptimum } from './relaxed-optimum';
import { reducedCost } from './relaxed-prices';
import type { Residual } from './residual';

/**
 * Rates are fen per 10^6 base units: 12,000 is 0.12 yuan/kg.
 * A flip is what the supply would have to become cheaper, delivered, to be used in the relaxed optimum. It is exact in both
 * directions where fairness moves nothing in the component or the market was solved again; elsewhere it is the least, with
 * protection as it stands.
 */
export interface Flip {
  readonly supplyId: string;
  readonly cheaperByRate: number;
  readonly exact: boolean;
}

/**
 * By how much an unused edge would have to become cheaper to be used, in fen per thousand base units: what it is dearer at
 * the run's prices, and what making room for it costs beyond them — the cheapest chain of moves from the line back to the
 * edge's supply; 0 unless several prices are equally right. `most`: beyond it nobody asks.
 */
export function flipCost(
  problem: MatchingProblem,
  optimum: RelaxedOptimum,
  residual: Residual,
  at: number,
  most = Infinity,
): number {
  const edge = problem.edges[at];
  if (!edge) return Infinity;
  const weight = 1 + (optimum.protectionPrice[edge.line] ?? 0);
  const dearer = Math.max(0, reducedCost(problem, optimum, at));
  const room = roomCost(residual, at, edge.supply, most * weight - dearer);
  return (dearer + room) / weight;
}

/** Dijkstra; what rounding put below zero is zero. */
function roomCost(residual: Residual, forced: number, supply: number, most: number): number {
  const goal = residual.supplyNode(supply);
  const reached = new Map<number, number>();
  const open = new NearestFirst();
  open.add(0, residual.headOf(forced));
  for (let next = open.take(); next; next = open.take()) {
    const [cost, node] = next;
    if (node === goal) return cost;
    if (cost > most) return Infinity;
    if (cost > (reached.get(node) ?? Infinity)) continue;
    residual.leave(node, forced, (to, extra) => {
      const total = cost + Math.max(0, extra);
      if (total >= (reached.get(to) ?? Infinity)) return;
      reached.set(to, total);
      open.add(total, to);
    });
  }
  return Infinity;
}

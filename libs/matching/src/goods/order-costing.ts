import type { LinearSolver } from '../linear-program';
import type { Component } from './components';
import type { MatchingProblem } from './matching-problem';
import { relaxedProgram } from './relaxed-program';
import { limitsOf } from './relaxed-solve';
import { orderCost } from './whole-plan';

const THOUSAND = 1_000;

/**
 * The relaxed program asked again, each edge at what an order of its last flow really costs per unit: a consignment not
 * spread over goods nobody takes, a price step not reached, a smallest order not filled. It then prefers fewer and fuller
 * orders (dynamic slope scaling). Null where no edge is uneven or the solver gave up.
 */
export function costedFlow(
  problem: MatchingProblem,
  component: Component,
  floors: readonly number[],
  flow: Float64Array,
  solver: LinearSolver,
): Float64Array | null {
  let uneven = false;
  const edges = problem.edges.slice();
  for (const at of component.flatMap((line) => problem.lines[line]?.edges ?? [])) {
    const edge = edges[at];
    const ordered = Math.round((flow[at] ?? 0) * THOUSAND);
    if (!edge || ordered === 0) continue;
    const real = (orderCost(problem, edge, Math.max(ordered, edge.least)) / ordered) * 1_000_000;
    if (real <= edge.relaxedRate * (1 + 1e-9)) continue;
    uneven = true;
    edges[at] = { ...edge, relaxedRate: real };
  }
  if (!uneven) return null;
  const fairness = floors.length === 0 ? null : { floors, protection: () => Infinity };
  const { program, layout } = relaxedProgram({ ...problem, edges }, component, fairness);
  const solution = solver.solve(program, limitsOf(problem));
  if (solution.status !== 'OPTIMAL') return null;
  const asked = flow.slice();
  for (const [edge, column] of layout.edges) asked[edge] = Math.max(0, solution.columns[column] ?? 0);
  return asked;
}

import type { LinearSolver } from '../linear-program';
import { componentsOf, type Component } from './components';
import type { MatchingProblem } from './matching-problem';
import type { RelaxedOptimum } from './relaxed-optimum';
import { protectedCost } from './relaxed-solve';
import { WholePlan } from './whole-plan';
import { solveWhole } from './whole-program';
import { edgesOf, improve, roundDown } from './whole-search';

/**
 * The relaxed optimum in whole packs and smallest orders. Small components are solved exactly; larger ones are rounded
 * down and improved move by move. `plain` gives what ε protects, `fair` where to begin.
 */
export function wholeAllocation(
  problem: MatchingProblem,
  plain: RelaxedOptimum,
  fair: RelaxedOptimum,
  solver: LinearSolver,
): WholePlan {
  const protectedCosts = Float64Array.from(problem.lines.keys(), (line) =>
    protectedCost(problem, plain, line),
  );
  const plan = new WholePlan(problem, protectedCosts);
  const weighed = problem.floors.flatMap(({ weightBasisPoints }, at) => (weightBasisPoints > 0 ? [at] : []));
  for (const component of componentsOf(problem, new Set(weighed))) {
    if (edgesOf(problem, component).length === 0) continue;
    const exact = isSmall(problem, component)
      ? solveWhole(problem, component, floorsOf(problem, component, weighed), protectedCosts, solver)
      : null;
    if (exact && plan.fits(exact)) plan.take(exact);
    else {
      roundDown(plan, component, fair);
      improve(plan, component, fair, problem.rules.search.improvementRounds);
    }
  }
  return plan;
}

function isSmall(problem: MatchingProblem, component: Component): boolean {
  const { exactLines, exactSupplies } = problem.rules.search;
  if (component.length > exactLines) return false;
  const supplies = new Set(edgesOf(problem, component).map((edge) => problem.edges[edge]?.supply));
  return supplies.size <= exactSupplies;
}

function floorsOf(problem: MatchingProblem, component: Component, weighed: readonly number[]): number[] {
  const here = new Set(
    edgesOf(problem, component).flatMap((edge) =>
      (problem.floorShares[problem.edges[edge]?.supply ?? -1] ?? []).map(({ floor }) => floor),
    ),
  );
  return weighed.filter((floor) => here.has(floor));
}

import type { LinearSolver } from '../linear-program';
import { componentsOf, type Component } from './components';
import type { MatchingProblem } from './matching-problem';
import type { RelaxedOptimum } from './relaxed-optimum';
import { nearlyUsed, pricedRates } from './relaxed-prices';
import { protectedCost } from './relaxed-solve';
import { guideOf } from './whole-moves';
import { WholePlan, type Change } from './whole-plan';
import { solveWhole } from './whole-program';
import { edgesOf, improve, roundDown } from './whole-search';

/**
 * The relaxed optimum in whole packs and smallest orders: rounded down and improved move by move. Small components are
 * then solved exactly. `plain` gives what ε protects, `fair` where to begin.
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
  const guide = guideOf(problem, {
    flow: fair.flow,
    near: nearlyUsed(problem, fair),
    rates: pricedRates(problem, fair),
  });
  const weighed = problem.floors.flatMap(({ weightBasisPoints }, at) => (weightBasisPoints > 0 ? [at] : []));
  for (const component of componentsOf(problem, new Set(weighed))) {
    if (edgesOf(problem, component).length === 0) continue;
    const floors = floorsOf(problem, component, weighed);
    roundDown(plan, component, fair.flow);
    improve(plan, component, guide, problem.rules.search.improvementRounds);
    if (!isSmall(problem, component)) continue;
    const exact = solveWhole(plan, component, floors, protectedCosts, solver);
    if (exact) keepCheaper(plan, component, exact);
  }
  return plan;
}

const quantitiesOf = (plan: WholePlan, component: Component): Change[] =>
  edgesOf(plan.problem, component).map((edge) => [edge, plan.ordered[edge] ?? 0]);

function clear(plan: WholePlan, component: Component): void {
  plan.take(edgesOf(plan.problem, component).map((edge) => [edge, 0]));
}

/** Exact up to the solver's tolerance: what the search has already found is kept where it is no dearer. */
function keepCheaper(plan: WholePlan, component: Component, exact: readonly Change[]): void {
  const before = quantitiesOf(plan, component);
  clear(plan, component);
  const cleared = before.map(([edge]): Change => [edge, 0]);
  const [was, is] = [plan.tried(before), plan.tried(exact)];
  plan.take(is < was ? exact : before.length > 0 ? before : cleared);
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

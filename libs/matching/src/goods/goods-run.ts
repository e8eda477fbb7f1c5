import { Refused } from '../../../workflow/src/index';
import { canonicalJson } from '../canonical-json';
import type { LinearSolver } from '../linear-program';
import { componentsOf, type Component } from './components';
import { faultsIn } from './input-check';
import type { MatchingInput } from './matching-input';
import { matchingProblem, type MatchingProblem } from './matching-problem';
import type { RelaxedOptimum } from './relaxed-optimum';
import { fairOptimum, plainOptimum } from './relaxed-solve';
import { wholeAllocation } from './whole-allocation';
import type { WholePlan } from './whole-plan';

/** A run as it stands in memory: what report, explanations and quick answers are read from. */
export interface GoodsRun {
  readonly problem: MatchingProblem;
  /** Cheapest relaxed allocation, floors at weight 0. */
  readonly plain: RelaxedOptimum;
  /** The relaxed allocation with floors and protection. */
  readonly fair: RelaxedOptimum;
  /** The proposal, in whole packs. */
  readonly plan: WholePlan;
  /** By line: the lines it can trade goods with, through supplies and floors. */
  readonly componentOfLine: readonly Component[];
}

/**
 * Matches request lines to supplies. Equal inputs (in whatever order) and an equal solver give the same run to the last bit.
 * Throws Refused with every fault of the input (input.refusals.ts). Solving is synchronous and may take seconds.
 */
export function runGoods(input: MatchingInput, solver: LinearSolver): GoodsRun {
  const faults = faultsIn(input);
  if (faults.length > 0) throw new Refused(faults);
  const problem = matchingProblem(input);
  const plain = plainOptimum(problem, solver);
  const fair = fairOptimum(problem, plain, solver);
  const plan = wholeAllocation(problem, plain, fair, solver);
  return { problem, plain, fair, plan, componentOfLine: componentOfEachLine(problem) };
}

function componentOfEachLine(problem: MatchingProblem): Component[] {
  const weighed = problem.floors.flatMap(({ weightBasisPoints }, at) => (weightBasisPoints > 0 ? [at] : []));
  const byLine: Component[] = [];
  for (const component of componentsOf(problem, new Set(weighed)))
    for (const line of component) byLine[line] = component;
  return byLine;
}

/** The text whose SHA-256 freezes a run: lines, supplies and floors by id, keys sorted. Whoever hashes it stands outside. */
export function frozenInput({ lines, supplies, rules }: MatchingInput): string {
  return canonicalJson({
    lines: byId(lines),
    supplies: byId(supplies),
    rules: { ...rules, floors: byId(rules.floors) },
  });
}

const byId = <T extends { readonly id: string }>(rows: readonly T[]): T[] =>
  rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));

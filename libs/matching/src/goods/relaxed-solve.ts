import type { LinearSolver, SolverLimits } from '../linear-program';
import { componentsOf, type Component } from './components';
import type { MatchingProblem } from './matching-problem';
import { costUnserved, relaxedShortfall, valueOfLine } from './relaxed-measures';
import { copyOf, nothingServed, record, type RelaxedOptimum } from './relaxed-optimum';
import { startingBasis } from './vertex';
import { relaxedProgram, THOUSAND, type Fairness } from './relaxed-program';

/** Less than this many fen of shortfall is rounding. */
const NO_SHORTFALL = 0.01;
/** Of a line's cost: what doubles may lose on the way; its protection is that much wider. */
const ROUNDING = 1e-9;

export const limitsOf = ({ rules }: MatchingProblem): SolverLimits => ({
  iterations: rules.search.simplexIterations,
  nodes: rules.search.branchNodes,
  seed: rules.seed,
});

/** Floor weights 0, no protection: the cheapest way to serve everybody. Every component is solved alone. */
export function plainOptimum(problem: MatchingProblem, solver: LinearSolver): RelaxedOptimum {
  const found = nothingServed(problem);
  for (const component of componentsOf(problem, new Set())) {
    if (component.every((line) => problem.lines[line]?.edges.length === 0)) continue;
    const { program, layout } = relaxedProgram(problem, component, null);
    const solution = solver.solve(program, limitsOf(problem));
    if (solution.status === 'OPTIMAL') record(solution, layout, found);
    else found.complete = false;
  }
  return found;
}

/**
 * The optimum with soft floors, where no line loses more than ε of its value in the plain one. Components whose floors
 * the plain optimum meets keep it: nothing could be gained there. With all weights 0 it is the plain optimum itself.
 */
export function fairOptimum(
  problem: MatchingProblem,
  plain: RelaxedOptimum,
  solver: LinearSolver,
): RelaxedOptimum {
  const weighed = problem.floors.flatMap(({ weightBasisPoints }, at) => (weightBasisPoints > 0 ? [at] : []));
  const missed = new Set(weighed.filter((floor) => relaxedShortfall(problem, plain, floor) > NO_SHORTFALL));
  const found = copyOf(plain);
  if (missed.size === 0) return found;
  // Where no eligible supply counts toward a floor, it is missed at its weight whatever is done.
  for (const floor of missed)
    found.floorPrice[floor] = (problem.floors[floor]?.weightBasisPoints ?? 0) / 10_000;
  const reached = floorsOfLines(problem);
  for (const component of componentsOf(problem, new Set(weighed))) {
    const here = new Set(component.flatMap((line) => [...(reached[line] ?? [])]));
    const floors = weighed.filter((floor) => here.has(floor));
    if (floors.some((floor) => missed.has(floor)))
      solveFair(problem, component, floors, plain, solver, found);
  }
  return found;
}

function solveFair(
  problem: MatchingProblem,
  component: Component,
  floors: readonly number[],
  plain: RelaxedOptimum,
  solver: LinearSolver,
  found: RelaxedOptimum,
  premium: ((edge: number) => number) | null = null,
): void {
  const fairness: Fairness = {
    floors,
    protection: (line) => protectedCost(problem, plain, line) / THOUSAND,
    ...(premium && { premium }),
  };
  const relaxed = relaxedProgram(problem, component, fairness);
  const missed = (floor: number) => relaxedShortfall(problem, plain, floor) > NO_SHORTFALL;
  const startBasis = startingBasis(relaxed, plain.vertex, missed);
  const { layout } = relaxed;
  const solution = solver.solve({ ...relaxed.program, startBasis }, limitsOf(problem));
  if (solution.status === 'OPTIMAL') record(solution, layout, found);
  else found.complete = false;
}

/**
 * One component of a run whose problem has changed a little, solved again from the run's vertices; all else is left unserved.
 * Floors with rows, or their prices as premiums, which then stand for everybody outside.
 */
export function fairAgain(
  { problem, plain: known }: { readonly problem: MatchingProblem; readonly plain: RelaxedOptimum },
  component: Component,
  { floors, premium }: { floors: readonly number[]; premium: ((edge: number) => number) | null },
  solver: LinearSolver,
): RelaxedOptimum {
  const plain = nothingServed(problem);
  const program = relaxedProgram(problem, component, null);
  const startBasis = startingBasis(program, known.vertex, () => false);
  const solution = solver.solve({ ...program.program, startBasis }, limitsOf(problem));
  if (solution.status === 'OPTIMAL') record(solution, program.layout, plain);
  else plain.complete = false;
  const missed = floors.some((floor) => relaxedShortfall(problem, plain, floor) > NO_SHORTFALL);
  const found = copyOf(plain);
  if (missed || premium) solveFair(problem, component, floors, plain, solver, found, premium);
  return found;
}

/** Most a line may cost, fen: what keeps it at least (1 − ε) of its value in the plain optimum. */
export function protectedCost(problem: MatchingProblem, plain: RelaxedOptimum, line: number): number {
  const unserved = costUnserved(problem, line);
  const epsilon = problem.lines[line]?.epsilon ?? 0;
  return unserved - (1 - epsilon) * valueOfLine(problem, plain, line) + ROUNDING * unserved;
}

/** By line: the floors its supplies count toward. */
function floorsOfLines(problem: MatchingProblem): ReadonlySet<number>[] {
  return problem.lines.map(
    ({ edges }) =>
      new Set(
        edges.flatMap((edge) =>
          (problem.floorShares[problem.edges[edge]?.supply ?? -1] ?? []).map(({ floor }) => floor),
        ),
      ),
  );
}

import type { LinearSolver } from '../linear-program';
import { componentsOf, type Component } from './components';
import type { Flip } from './flip';
import type { GoodsRun } from './goods-run';
import type { MatchingProblem } from './matching-problem';
import { floorPremium } from './relaxed-prices';
import { fairAgain } from './relaxed-solve';

/** Joined by floors so many lines are solved again as they are; beyond it the floors' prices stand in for all others. */
const WITH_FLOORS = 60;
/** A market of more lines is not solved again: its flips stay lower bounds. */
const MOST_LINES = 400;
/** Solves for one line's alternatives together. */
const MOST_TRIALS = 60;
/** Rates closer together than this are told as one: 0.00004 yuan/kg. */
const CLOSE = 4;
const USED = 1e-6;

/**
 * Flips where fairness weighs: protection and floors move with the price, so prices alone give the least only. The line's
 * market is solved again with the edge cheaper, plain and fair, until the price at which it comes in is known from both sides.
 */
export class FlipTrials {
  private readonly component: Component | null;
  private readonly floors: readonly number[];
  private readonly premium: ((edge: number) => number) | null;
  private left = MOST_TRIALS;

  constructor(
    private readonly run: GoodsRun,
    line: number,
    private readonly solver: LinearSolver,
  ) {
    const { problem, fair } = run;
    const joined = run.componentOfLine[line] ?? [line];
    const whole = joined.length <= WITH_FLOORS;
    const market = whole ? joined : marketOf(problem, line);
    this.component = market.length <= MOST_LINES ? market : null;
    this.floors = whole
      ? problem.floors.flatMap(({ weightBasisPoints }, at) => (weightBasisPoints > 0 ? [at] : []))
      : [];
    this.premium = whole ? null : (edge) => floorPremium(problem, fair, edge);
  }

  /** The flip from both sides; the lower bound as it was where it cannot be settled; null where nothing makes it come in. */
  settled(edge: number, flip: Flip): Flip | null {
    if (!this.component) return flip;
    const top = this.run.problem.edges[edge]?.relaxedRate ?? 0;
    let [out, within] = [0, Infinity];
    // The bound from both sides, for mostly it is the answer; then outward in growing steps; then halving.
    const bound = flip.cheaperByRate + 1;
    const first = [bound, bound - CLOSE];
    for (let step = 64; within - out > CLOSE; step *= 8) {
      if (this.left <= 0) return flip;
      const next = within === Infinity ? Math.min(top, out + step) : Math.floor((out + within) / 2);
      const trial = first.find((one) => one > out && one < within) ?? next;
      if (this.isUsed(edge, trial)) within = trial;
      else if (trial >= top) return null;
      else out = trial;
    }
    return { ...flip, cheaperByRate: within, exact: true };
  }

  private isUsed(edge: number, cheaper: number): boolean {
    this.left -= 1;
    const { run, component, floors, premium, solver } = this;
    const known = run.problem.edges[edge];
    if (!known || !component) return false;
    const edges = run.problem.edges.with(edge, { ...known, relaxedRate: known.relaxedRate - cheaper });
    const again = fairAgain(
      { ...run, problem: { ...run.problem, edges } },
      component,
      { floors, premium },
      solver,
    );
    return (again.flow[edge] ?? 0) > USED;
  }
}

const marketOf = (problem: MatchingProblem, line: number): Component =>
  componentsOf(problem, new Set()).find((component) => component.includes(line)) ?? [line];

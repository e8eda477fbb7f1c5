import type { Component } from './components';
import type { MatchingProblem } from './matching-problem';
import { floorTo } from './prepared-supply';
import { chainMoves, simpleMoves, type Guide } from './whole-moves';
import type { Change, WholePlan } from './whole-plan';

const THOUSAND = 1_000;
/** Fen: a change that saves less is none, so that the search ends. */
const NOTICEABLE = 0.001;

/** Puts the relaxed flows into the plan, each rounded down to whole packs; what falls below a smallest order waits. */
export function roundDown(plan: WholePlan, component: Component, flow: Float64Array): void {
  const { problem } = plan;
  for (const at of edgesOf(problem, component)) {
    const edge = problem.edges[at];
    if (!edge) continue;
    const ordered = floorTo(Math.round((flow[at] ?? 0) * THOUSAND), edge.pack);
    if (ordered >= edge.least && plan.fits([[at, ordered]])) plan.take([[at, ordered]]);
  }
}

/** Rounds of improving moves, line by line in canonical order, until a round finds none or the rounds are used up. */
export function improve(plan: WholePlan, component: Component, guide: Guide, rounds: number): void {
  let open: readonly number[] = component;
  for (let round = 0; round < rounds && open.length > 0; round += 1) {
    const moved = new Set<number>();
    for (const line of open) if (improveLine(plan, line, guide, moved)) moved.add(line);
    open = component.filter((line) => moved.has(line));
  }
}

const MOST_PASSES = 12;

/** Makes every move of the line that saves something as it is met, pass after pass; true where one did. */
function improveLine(plan: WholePlan, line: number, guide: Guide, moved: Set<number>): boolean {
  let any = false;
  let saved = false;
  // A move is judged on the plan as it then is, so it may be stale but never unsound.
  const consider = (move: readonly Change[]) => {
    if (plan.tried(move) >= -NOTICEABLE) return;
    plan.take(move);
    saved = true;
    for (const [edge] of move) moved.add(plan.problem.edges[edge]?.line ?? line);
  };
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    saved = false;
    simpleMoves(plan, line, guide, consider);
    // A chain through another line is worth looking for only where nothing simpler helps.
    if (!saved) chainMoves(plan, line, guide, consider);
    if (!saved) return any;
    any = true;
  }
  return any;
}

export function edgesOf(problem: MatchingProblem, component: Component): number[] {
  return component.flatMap((line) => problem.lines[line]?.edges ?? []);
}

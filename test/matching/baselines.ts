import { seededRandom } from '../../libs/matching/src/index';
import type { MatchingProblem } from '../../libs/matching/src/goods/matching-problem';
import { WholePlan } from '../../libs/matching/src/goods/whole-plan';

/** Simple ways to allocate, to be beaten at equal fill. Each serves the lines one after another in whole packs. */
export type Baseline = (problem: MatchingProblem, seed: number) => WholePlan;

const blank = (problem: MatchingProblem) =>
  new WholePlan(problem, new Float64Array(problem.lines.length).fill(Infinity));

/** As much as fits of one edge, or nothing below its smallest order. */
function order(plan: WholePlan, at: number, most = Infinity): void {
  const edge = plan.problem.edges[at];
  const line = plan.problem.lines[edge?.line ?? -1];
  if (!edge || !line) return;
  const group = plan.problem.groupOfEdge[at] ?? -1;
  const limit = Math.min(
    edge.most,
    most,
    plan.left[edge.supply] ?? 0,
    line.maximum - (plan.served[edge.line] ?? 0),
    group === -1 ? Infinity : (plan.groupLeft[group] ?? 0),
  );
  const ordered = limit - (limit % edge.pack);
  if (ordered >= edge.least && (plan.ordered[at] ?? 0) === 0) plan.take([[at, ordered]]);
}

const cheapestFirst: Baseline = (problem) => {
  const plan = blank(problem);
  const rate = (at: number) => problem.edges[at]?.relaxedRate ?? 0;
  for (const { edges } of problem.lines)
    for (const at of edges.toSorted((a, b) => rate(a) - rate(b))) order(plan, at);
  return plan;
};

const proportional: Baseline = (problem) => {
  const plan = blank(problem);
  for (const { edges, maximum } of problem.lines) {
    const sum = edges.reduce((total, at) => total + (problem.edges[at]?.most ?? 0), 0);
    for (const at of edges) order(plan, at, Math.ceil((maximum * (problem.edges[at]?.most ?? 0)) / sum));
    for (const at of edges) order(plan, at);
  }
  return plan;
};

const random: Baseline = (problem, seed) => {
  const plan = blank(problem);
  const next = seededRandom(seed);
  for (const { edges } of problem.lines)
    for (const { at } of edges.map((at) => ({ at, key: next() })).toSorted((a, b) => a.key - b.key))
      order(plan, at);
  return plan;
};

/** Two random eligible suppliers, the one that was given less so far. */
const twoChoice: Baseline = (problem, seed) => {
  const plan = blank(problem);
  const next = seededRandom(seed);
  const given = new Map<string, number>();
  const supplierOf = (at: number) =>
    problem.supplies[problem.edges[at]?.supply ?? -1]?.supply.supplierId ?? '';
  for (const { edges } of problem.lines) {
    const open = [...edges];
    while (open.length > 0) {
      const [one, other] = [Math.floor(next() * open.length), Math.floor(next() * open.length)];
      const less = (index: number) => given.get(supplierOf(open[index] ?? -1)) ?? 0;
      const [at = -1] = open.splice(less(one) <= less(other) ? one : other, 1);
      order(plan, at);
      given.set(supplierOf(at), (given.get(supplierOf(at)) ?? 0) + (plan.ordered[at] ?? 0));
    }
  }
  return plan;
};

export const baselines = { cheapestFirst, proportional, random, twoChoice };

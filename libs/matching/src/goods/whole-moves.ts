import type { Edge } from './edge';
import type { MatchingProblem } from './matching-problem';
import { ceilTo, floorTo } from './prepared-supply';
import { orderCost, type Change, type WholePlan } from './whole-plan';

/** What the relaxed optimum says about the edges: how much it uses, in thousands of base units, and which it nearly uses. */
export interface Guide {
  readonly flow: Float64Array;
  readonly near: Uint8Array;
  /** Rate of each edge with what the floors' prices pay for it taken off. */
  readonly rates: Float64Array;
  /** By line: the least of those rates among the edges it nearly uses. */
  readonly least: Float64Array;
}

/** Flows to begin from, and what the optimum's prices say. */
export function guideOf({ lines }: MatchingProblem, { flow, near, rates }: Omit<Guide, 'least'>): Guide {
  const least = Float64Array.from(lines, ({ edges }) =>
    edges.reduce((sum, at) => (near[at] === 1 ? Math.min(sum, rates[at] ?? Infinity) : sum), Infinity),
  );
  return { flow, near, rates, least };
}

export type Consider = (move: readonly Change[]) => void;

/** Chains look at so many places the other line could go to. */
const NEXT_PLACES = 4;

const orderedOf = (plan: WholePlan, at: number) => plan.ordered[at] ?? 0;

/** Within one line: more of a supply, less of it, from one supply to another. */
export function simpleMoves(plan: WholePlan, line: number, guide: Guide, consider: Consider): void {
  const edges = plan.problem.lines[line]?.edges ?? [];
  const used = edges.filter((at) => orderedOf(plan, at) > 0);
  const paid = used.map((at) => paidRate(plan, at, guide));
  for (const from of used) consider([[from, 0]]);
  for (const to of edges) {
    const target = plan.problem.edges[to];
    if (!target || (plan.left[target.supply] ?? 0) < target.pack) continue;
    raises(plan, to, target, consider);
    const asked = guide.rates[to] ?? 0;
    used.forEach((from, index) => {
      const source = plan.problem.edges[from];
      if (source && from !== to && asked < (paid[index] ?? 0))
        shifts(plan, { from, source, to, target }, consider);
    });
  }
}

/** What a unit of an order really costs now, consignment and price step as they are; less what floors pay for it. */
function paidRate(plan: WholePlan, at: number, { rates }: Guide): number {
  const edge = plan.problem.edges[at];
  const ordered = orderedOf(plan, at);
  if (!edge || ordered === 0) return 0;
  const premium = edge.relaxedRate - (rates[at] ?? 0);
  return (orderCost(plan.problem, edge, ordered) / ordered) * 1_000_000 - premium;
}

/** What one unit more or less is worth to a line that misses some. */
function missingRate(plan: WholePlan, position: number): number {
  const line = plan.problem.lines[position];
  if (!line) return 0;
  return (plan.served[position] ?? 0) < line.minimum ? line.unmetMinimumRate : line.unmetRestRate;
}

/** How much more the edge could take of what its line still wants and its supply still has. */
function roomOf(plan: WholePlan, at: number, edge: Edge, freed: number): number {
  const wanted = (plan.problem.lines[edge.line]?.maximum ?? 0) - (plan.served[edge.line] ?? 0) + freed;
  const group = plan.problem.groupOfEdge[at] ?? -1;
  const capped = group === -1 ? Infinity : (plan.groupLeft[group] ?? 0) + freed;
  const room = Math.min(wanted, plan.left[edge.supply] ?? 0, edge.most - orderedOf(plan, at), capped);
  return floorTo(Math.max(0, room), edge.pack);
}

function raises(plan: WholePlan, at: number, edge: Edge, consider: Consider): void {
  const now = orderedOf(plan, at);
  const room = roomOf(plan, at, edge, 0);
  if (room > 0 && now + room >= edge.least) consider([[at, now + room]]);
  if (now === 0 && room > edge.least) consider([[at, edge.least]]);
}

interface Shift {
  readonly from: number;
  readonly source: Edge;
  readonly to: number;
  readonly target: Edge;
}

/** All of it, all but its smallest order, just the other's smallest order, one pack of either: what a shift is worth hangs there. */
function shifts(plan: WholePlan, { from, source, to, target }: Shift, consider: Consider): void {
  const [had, has] = [orderedOf(plan, from), orderedOf(plan, to)];
  const wishes = new Set([had, had - source.least, target.least - has, target.pack, source.pack]);
  for (const wish of wishes) {
    if (wish <= 0) continue;
    const given = Math.min(had, ceilTo(wish, source.pack));
    const room = roomOf(plan, to, target, given);
    const same = floorTo(Math.min(room, Math.max(given, wish)), target.pack);
    if (same > 0)
      consider([
        [from, had - given],
        [to, has + same],
      ]);
    if (room > same)
      consider([
        [from, had - given],
        [to, has + room],
      ]);
  }
}

/**
 * Through another line: where this line misses something, or the relaxed optimum gives it more of a supply than it has, a
 * line that holds the supply goes elsewhere or without, and this one takes its place, giving up what it has too much of.
 */
export function chainMoves(plan: WholePlan, line: number, guide: Guide, consider: Consider): void {
  const { problem } = plan;
  const edges = problem.lines[line]?.edges ?? [];
  const used = edges.filter((at) => orderedOf(plan, at) > 0);
  const missing = (problem.lines[line]?.maximum ?? 0) > (plan.served[line] ?? 0);
  // What a unit is freed of: what it costs now where it comes from, or its being missed.
  const sources = used.map((at) => ({ from: at, saved: paidRate(plan, at, guide) }));
  const givers = missing ? [{ from: null, saved: missingRate(plan, line) }, ...sources] : sources;
  const most = givers.reduce((sum, { saved }) => Math.max(sum, saved), -Infinity);
  for (const to of edges) {
    const target = problem.edges[to];
    if (!target || orderedOf(plan, to) + target.pack > target.most) continue;
    const wished = orderedOf(plan, to) + target.pack <= (guide.flow[to] ?? 0) * 1_000;
    if (!wished && !(missing && guide.near[to] === 1)) continue;
    for (const held of problem.edgesOfSupply[target.supply] ?? []) {
      if (orderedOf(plan, held) === 0) continue;
      const holder = problem.edges[held];
      if (!holder || holder.line === line) continue;
      const gain = paidRate(plan, held, guide) - (guide.rates[to] ?? 0);
      // Nowhere could the holder go so cheaply that anybody gained.
      if (gain + most <= Math.min(guide.least[holder.line] ?? 0, missingRate(plan, holder.line))) continue;
      for (const next of [null, ...nextPlaces(plan, held, holder, guide)]) {
        const asked = next === null ? missingRate(plan, holder.line) : (guide.rates[next] ?? 0);
        for (const { from, saved } of givers)
          if (from !== to && gain + saved > asked)
            exchange(plan, { to, target, held, holder, next, from }, consider);
      }
    }
  }
}

/** The cheapest other supplies of the holder's line that have something left. */
function nextPlaces(plan: WholePlan, held: number, { line }: Edge, { near }: Guide): number[] {
  const { problem } = plan;
  const rate = (at: number) => problem.edges[at]?.relaxedRate ?? Infinity;
  return (problem.lines[line]?.edges ?? [])
    .filter((at) => at !== held && near[at] === 1 && (plan.left[problem.edges[at]?.supply ?? -1] ?? 0) > 0)
    .toSorted((a, b) => rate(a) - rate(b) || a - b)
    .slice(0, NEXT_PLACES);
}

interface Exchange {
  readonly to: number;
  readonly target: Edge;
  readonly held: number;
  readonly holder: Edge;
  /** Where the holder goes; null where it goes without. */
  readonly next: number | null;
  /** What this line gives up; null where it only fills what is missing. */
  readonly from: number | null;
}

function exchange(plan: WholePlan, move: Exchange, consider: Consider): void {
  const { to, target, held, holder, next, from } = move;
  const other = next === null ? null : plan.problem.edges[next];
  const source = from === null ? null : plan.problem.edges[from];
  const wanted = (plan.problem.lines[target.line]?.maximum ?? 0) - (plan.served[target.line] ?? 0);
  const had = from === null ? wanted : orderedOf(plan, from);
  const [holding, has] = [orderedOf(plan, held), orderedOf(plan, to)];
  const most = Math.min(
    holding,
    had,
    target.most - has,
    other && next !== null ? placeLeft(plan, next, other, source, had) : holding,
  );
  // What changes hands is whole packs of everything concerned.
  const step = leastCommon([target.pack, holder.pack, other?.pack ?? 1, source?.pack ?? 1]);
  for (const wish of new Set([most, holding - holder.least, Math.min(most, step)])) {
    const given = floorTo(Math.min(wish, most), step);
    if (given <= 0) continue;
    const changes: Change[] = [[held, holding - given]];
    if (next !== null) changes.push([next, orderedOf(plan, next) + given]);
    if (from !== null) changes.push([from, had - given]);
    consider([...changes, [to, has + given]]);
  }
}

/** What the other supply has for the holder, with what this line gives up of it. */
function placeLeft(
  plan: WholePlan,
  next: number,
  other: Edge,
  source: Edge | null | undefined,
  had: number,
): number {
  const spare = (plan.left[other.supply] ?? 0) + (source?.supply === other.supply ? had : 0);
  return Math.min(other.most - orderedOf(plan, next), spare);
}

function leastCommon(packs: readonly number[]): number {
  return packs.reduce((common, pack) => (common / divisor(common, pack)) * pack, 1);
}

function divisor(a: number, b: number): number {
  let [left, right] = [a, b];
  while (right > 0) [left, right] = [right, left % right];
  return left;
}

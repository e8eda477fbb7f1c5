import type { Edge } from './edge';
import type { MatchingProblem } from './matching-problem';
import { floorTarget } from './floor-target';
import { rateAt } from './prepared-supply';

const PER_RATE = 1_000_000;

/** Fen an order of so much costs in the objective: price at its own step, freight, the terms. Doubles: only compared. Below the first step nothing is sold. */
export function orderCost(problem: MatchingProblem, edge: Edge, ordered: number): number {
  if (ordered === 0) return 0;
  const price = goodsRateAt(problem, edge, ordered);
  return ((price + edge.freightRate + edge.termsRate) * ordered) / PER_RATE + edge.consignment;
}

const goodsRateAt = (problem: MatchingProblem, edge: Edge, ordered: number): number =>
  rateAt(problem.supplies[edge.supply]?.steps ?? [], ordered) ?? Infinity;

/** Fen that are missing from serving only so much of a line. */
export function unmetCost(problem: MatchingProblem, position: number, served: number): number {
  const line = problem.lines[position];
  if (!line) return 0;
  const below = Math.max(0, line.minimum - served);
  const above = line.maximum - Math.max(served, line.minimum);
  return (line.unmetMinimumRate * below + line.unmetRestRate * above) / PER_RATE;
}

/** A new quantity for an edge. */
export type Change = readonly [edge: number, ordered: number];

/**
 * Quantities in whole packs with everything that limits them, and the cost the search compares: orders, missing units,
 * Σ weight × floor shortfall, and the rules' weight × what a line lies below its protection.
 */
export class WholePlan {
  readonly ordered: Float64Array;
  readonly left: Float64Array;
  readonly groupLeft: Float64Array;
  readonly served: Float64Array;
  private readonly orderCosts: Float64Array;
  private readonly sales: Float64Array;

  /** `protectedCosts`: by line, the most it may cost before protection weighs (relaxed-solve.ts). */
  constructor(
    readonly problem: MatchingProblem,
    private readonly protectedCosts: Float64Array,
  ) {
    const { edges, supplies, groups, lines, floors } = problem;
    this.ordered = new Float64Array(edges.length);
    this.left = Float64Array.from(supplies, ({ available }) => available);
    this.groupLeft = Float64Array.from(groups, ({ most }) => most);
    this.served = new Float64Array(lines.length);
    this.orderCosts = new Float64Array(lines.length);
    this.sales = new Float64Array(floors.length);
  }

  /** Fen a line costs now, missing units included. */
  lineCost(line: number): number {
    return (this.orderCosts[line] ?? 0) + unmetCost(this.problem, line, this.served[line] ?? 0);
  }

  /** Fen of a line's orders alone, terms included. */
  orderCost(line: number): number {
    return this.orderCosts[line] ?? 0;
  }

  floorSales(floor: number): number {
    return this.sales[floor] ?? 0;
  }

  /** Fen of a line as the search sees it: its cost, and what it lies below its protection. */
  private weighedLine(line: number): number {
    const cost = this.lineCost(line);
    const over = Math.max(0, cost - (this.protectedCosts[line] ?? Infinity));
    return cost + (over * this.problem.rules.protectionWeightBasisPoints) / 10_000;
  }

  /** Weight × what is missing from a floor, fen. */
  weighedFloor(floor: number): number {
    const weight = (this.problem.floors[floor]?.weightBasisPoints ?? 0) / 10_000;
    if (weight === 0) return 0;
    return weight * Math.max(0, floorTarget(this.problem, floor) - (this.sales[floor] ?? 0));
  }

  /** Whether the quantities are orders one may place, one by one and together. */
  fits(changes: readonly Change[]): boolean {
    return this.tried(changes) < Infinity;
  }

  /** What the changes would add to the cost the search compares; Infinity where they are no orders one may place. */
  tried(changes: readonly Change[]): number {
    // Before they are made: what is no order has no price, and a sum that was once infinite is lost.
    if (!changes.every(([at, ordered]) => this.isOrder(at, ordered))) return Infinity;
    const before = changes.map(([at]) => this.ordered[at] ?? 0);
    const more = this.take(changes);
    const sound = changes.every(([at]) => this.isSound(at));
    for (let index = changes.length - 1; index >= 0; index -= 1)
      this.put(changes[index]?.[0] ?? -1, before[index] ?? 0);
    return sound ? more : Infinity;
  }

  private isOrder(at: number, ordered: number): boolean {
    const edge = this.problem.edges[at];
    if (!edge) return false;
    return ordered === 0 || (ordered >= edge.least && ordered <= edge.most && ordered % edge.pack === 0);
  }

  private isSound(at: number): boolean {
    const edge = this.problem.edges[at];
    if (!edge) return false;
    const group = this.problem.groupOfEdge[at] ?? -1;
    return (
      (this.left[edge.supply] ?? 0) >= 0 &&
      (group === -1 || (this.groupLeft[group] ?? 0) >= 0) &&
      (this.served[edge.line] ?? 0) <= (this.problem.lines[edge.line]?.maximum ?? 0)
    );
  }

  /** Makes the changes; returns what they add to the cost the search compares. */
  take(changes: readonly Change[]): number {
    let more = 0;
    for (const [at, ordered] of changes) more += this.put(at, ordered);
    return more;
  }

  private put(at: number, ordered: number): number {
    const edge = this.problem.edges[at];
    const was = this.ordered[at] ?? 0;
    if (!edge || ordered === was) return 0;
    const lineWas = this.weighedLine(edge.line);
    this.ordered[at] = ordered;
    add(this.left, edge.supply, was - ordered);
    add(this.served, edge.line, ordered - was);
    const group = this.problem.groupOfEdge[at] ?? -1;
    if (group !== -1) add(this.groupLeft, group, was - ordered);
    add(
      this.orderCosts,
      edge.line,
      orderCost(this.problem, edge, ordered) - orderCost(this.problem, edge, was),
    );
    let more = this.weighedLine(edge.line) - lineWas;
    const shares = this.problem.floorShares[edge.supply] ?? [];
    if (shares.length === 0) return more;
    const sold = goodsValue(this.problem, edge, ordered) - goodsValue(this.problem, edge, was);
    for (const { floor, part } of shares) {
      more -= this.weighedFloor(floor);
      add(this.sales, floor, sold * part);
      more += this.weighedFloor(floor);
    }
    return more;
  }

  /** The cost the search compares, of the lines and floors given. */
  total(lines: Iterable<number>, floors: Iterable<number>): number {
    let sum = 0;
    for (const line of lines) sum += this.weighedLine(line);
    for (const floor of floors) sum += this.weighedFloor(floor);
    return sum;
  }
}

const goodsValue = (problem: MatchingProblem, edge: Edge, ordered: number): number =>
  ordered === 0 ? 0 : (goodsRateAt(problem, edge, ordered) * ordered) / PER_RATE;

function add(to: Float64Array, at: number, more: number): void {
  to[at] = (to[at] ?? 0) + more;
}

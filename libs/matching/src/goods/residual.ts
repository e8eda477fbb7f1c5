import type { Component } from './components';
import type { MatchingProblem } from './matching-problem';
import type { RelaxedOptimum } from './relaxed-optimum';
import { reducedCost } from './relaxed-prices';

const THOUSAND = 1_000;
const NOTHING = 1e-6;

/** Calls with a place that could be moved to, and what the move costs beyond the run's prices (never below zero in an optimum). */
export type Visit = (node: number, cost: number) => void;

/** The outside: what is left over anywhere, what is missing anywhere. */
export const OUTSIDE = 0;

/**
 * What could move in the relaxed optimum without breaking a limit: a unit is given back, taken, left over or missed.
 * Nodes are the outside, lines, supplies and suppliers' groups of one component.
 */
export class Residual {
  private readonly supplies: readonly number[];

  constructor(
    private readonly problem: MatchingProblem,
    private readonly optimum: RelaxedOptimum,
    private readonly component: Component,
  ) {
    const edges = component.flatMap((line) => problem.lines[line]?.edges ?? []);
    this.supplies = [...new Set(edges.map((at) => problem.edges[at]?.supply ?? 0))].toSorted((a, b) => a - b);
  }

  lineNode = (line: number): number => 1 + line;
  supplyNode = (supply: number): number => 1 + this.problem.lines.length + supply;
  private groupNode = (group: number): number =>
    1 + this.problem.lines.length + this.problem.supplies.length + group;

  /** Where an edge's goods arrive: its supplier's group, or its line. */
  headOf(at: number): number {
    const group = this.problem.groupOfEdge[at] ?? -1;
    return group === -1 ? this.lineNode(this.problem.edges[at]?.line ?? 0) : this.groupNode(group);
  }

  /** Every move away from the node, but none along the edge `except`. */
  leave(node: number, except: number, visit: Visit): void {
    const { lines, supplies } = this.problem;
    if (node === OUTSIDE) this.leaveOutside(visit);
    else if (node <= lines.length) this.leaveLine(node - 1, except, visit);
    else if (node <= lines.length + supplies.length) this.leaveSupply(node - 1 - lines.length, except, visit);
    else this.leaveGroup(node - 1 - lines.length - supplies.length, except, visit);
  }

  private leaveLine(line: number, except: number, visit: Visit): void {
    const { problem, optimum } = this;
    for (const at of problem.lines[line]?.edges ?? [])
      if ((problem.groupOfEdge[at] ?? -1) === -1) this.giveBack(at, except, visit);
    for (const group of problem.groupsOfLine[line] ?? [])
      if (this.groupFlow(group) > NOTHING) visit(this.groupNode(group), optimum.groupPrice[group] ?? 0);
    const price = optimum.linePrice[line] ?? 0;
    const { minimum, rest } = this.unmetPrices(line);
    if ((optimum.unmetRest[line] ?? 0) > NOTHING) visit(OUTSIDE, price - rest);
    if ((optimum.unmetMinimum[line] ?? 0) > NOTHING) visit(OUTSIDE, price - minimum);
  }

  private leaveGroup(group: number, except: number, visit: Visit): void {
    const own = this.problem.groups[group];
    if (!own) return;
    for (const at of own.edges) this.giveBack(at, except, visit);
    if (this.groupFlow(group) < own.most / THOUSAND - NOTHING)
      visit(this.lineNode(own.line), -(this.optimum.groupPrice[group] ?? 0));
  }

  private giveBack(at: number, except: number, visit: Visit): void {
    if (at === except || (this.optimum.flow[at] ?? 0) <= NOTHING) return;
    const supply = this.problem.edges[at]?.supply ?? 0;
    visit(this.supplyNode(supply), -reducedCost(this.problem, this.optimum, at));
  }

  private leaveSupply(supply: number, except: number, visit: Visit): void {
    const { problem, optimum } = this;
    for (const at of problem.edgesOfSupply[supply] ?? []) {
      const most = (problem.edges[at]?.most ?? 0) / THOUSAND;
      if (at !== except && (optimum.flow[at] ?? 0) < most - NOTHING)
        visit(this.headOf(at), reducedCost(problem, optimum, at));
    }
    if (this.supplyFlow(supply) > NOTHING) visit(OUTSIDE, optimum.supplyPrice[supply] ?? 0);
  }

  private leaveOutside(visit: Visit): void {
    const { problem, optimum } = this;
    for (const supply of this.supplies) {
      const available = (problem.supplies[supply]?.available ?? 0) / THOUSAND;
      if (this.supplyFlow(supply) < available - NOTHING)
        visit(this.supplyNode(supply), -(optimum.supplyPrice[supply] ?? 0));
    }
    for (const line of this.component) {
      const { minimum, maximum } = problem.lines[line] ?? { minimum: 0, maximum: 0 };
      const price = optimum.linePrice[line] ?? 0;
      const unmet = this.unmetPrices(line);
      if ((optimum.unmetRest[line] ?? 0) < (maximum - minimum) / THOUSAND - NOTHING)
        visit(this.lineNode(line), unmet.rest - price);
      if ((optimum.unmetMinimum[line] ?? 0) < minimum / THOUSAND - NOTHING)
        visit(this.lineNode(line), unmet.minimum - price);
    }
  }

  /** What missing units cost a line, weighed with its protection. */
  private unmetPrices(line: number): { minimum: number; rest: number } {
    const weight = (1 + (this.optimum.protectionPrice[line] ?? 0)) / THOUSAND;
    const own = this.problem.lines[line];
    return { minimum: (own?.unmetMinimumRate ?? 0) * weight, rest: (own?.unmetRestRate ?? 0) * weight };
  }

  private readonly flowOf = (edges: readonly number[]): number =>
    edges.reduce((sum, at) => sum + (this.optimum.flow[at] ?? 0), 0);
  private readonly groupFlow = (group: number) => this.flowOf(this.problem.groups[group]?.edges ?? []);
  private readonly supplyFlow = (supply: number) => this.flowOf(this.problem.edgesOfSupply[supply] ?? []);
}

import { ProgramBuilder, type LinearProgram } from '../linear-program';
import type { Component } from './components';
import { floorTarget } from './floor-target';
import type { MatchingProblem, ProblemLine } from './matching-problem';

/** The programs count thousands of base units (kg) and thousands of fen: coefficients near one, where solvers are exact. */
export const THOUSAND = 1_000;
const RATE_TO_COST = 1_000; // fen per 10^6 base units → fen per 10^3
const RATE_TO_ROW = 1_000_000; // … → thousands of fen per 10^3

/** Where each thing of the problem stands in a component's program. Keys are positions in the problem. */
export interface ProgramLayout {
  readonly edges: Map<number, number>;
  /** Columns of the missing units, below the minimum and above it. */
  readonly unmet: Map<number, readonly [number, number]>;
  readonly demandRows: Map<number, number>;
  readonly supplyRows: Map<number, number>;
  readonly groupRows: Map<number, number>;
  readonly floorRows: Map<number, number>;
  readonly floorSlacks: Map<number, number>;
  readonly protectionRows: Map<number, number>;
}

/** What the fair program adds to the plain one. */
export interface Fairness {
  readonly floors: readonly number[];
  /** By line: most its cost may be, thousands of fen: what ε leaves of its value in the plain optimum. */
  readonly protection: (line: number) => number;
  /** By edge, fen per thousand base units: what floors pay for its goods where they are priced in instead of having rows. */
  readonly premium?: (edge: number) => number;
}

export interface RelaxedProgram {
  readonly program: LinearProgram;
  readonly layout: ProgramLayout;
}

/** Min-cost allocation of the component's lines: every unit is served or missing; with floors and protection where fairness is given. */
export function relaxedProgram(
  problem: MatchingProblem,
  component: Component,
  fairness: Fairness | null,
): RelaxedProgram {
  const builder = new ProgramBuilder();
  const layout = addRows(builder, problem, component, fairness);
  for (const line of component) addLineColumns(builder, problem, line, layout, fairness);
  for (const floor of fairness?.floors ?? []) {
    const row = layout.floorRows.get(floor) ?? -1;
    const weight = (problem.floors[floor]?.weightBasisPoints ?? 0) / 10_000;
    layout.floorSlacks.set(floor, builder.column(weight * THOUSAND, 0, Infinity, [[row, 1]]));
  }
  return { program: builder.build(), layout };
}

function addRows(
  builder: ProgramBuilder,
  problem: MatchingProblem,
  component: Component,
  fairness: Fairness | null,
): ProgramLayout {
  const layout: ProgramLayout = {
    edges: new Map(),
    unmet: new Map(),
    demandRows: new Map(),
    supplyRows: new Map(),
    groupRows: new Map(),
    floorRows: new Map(),
    floorSlacks: new Map(),
    protectionRows: new Map(),
  };
  for (const line of component) {
    const wanted = (problem.lines[line]?.maximum ?? 0) / THOUSAND;
    layout.demandRows.set(line, builder.row(wanted, wanted));
    if (fairness) layout.protectionRows.set(line, builder.row(-Infinity, fairness.protection(line)));
    for (const edge of problem.lines[line]?.edges ?? []) {
      const supply = problem.edges[edge]?.supply ?? -1;
      // A supply with one edge is bounded by that edge's largest order.
      if (layout.supplyRows.has(supply) || (problem.edgesOfSupply[supply]?.length ?? 0) < 2) continue;
      const available = (problem.supplies[supply]?.available ?? 0) / THOUSAND;
      layout.supplyRows.set(supply, builder.row(-Infinity, available));
    }
  }
  for (const group of component.flatMap((line) => problem.groupsOfLine[line] ?? [])) {
    layout.groupRows.set(group, builder.row(-Infinity, (problem.groups[group]?.most ?? 0) / THOUSAND));
  }
  for (const floor of fairness?.floors ?? []) {
    const wanted = floorTarget(problem, floor) / THOUSAND;
    layout.floorRows.set(floor, builder.row(wanted, Infinity));
  }
  return layout;
}

function addLineColumns(
  builder: ProgramBuilder,
  problem: MatchingProblem,
  position: number,
  layout: ProgramLayout,
  fairness: Fairness | null,
): void {
  const line = problem.lines[position];
  if (!line) return;
  const demand = layout.demandRows.get(position) ?? -1;
  const protection = fairness ? layout.protectionRows.get(position) : undefined;
  for (const at of line.edges) {
    const edge = problem.edges[at];
    if (!edge) continue;
    builder.entry(demand, 1);
    if (protection !== undefined) builder.entry(protection, edge.relaxedRate / RATE_TO_ROW);
    const supplyRow = layout.supplyRows.get(edge.supply);
    if (supplyRow !== undefined) builder.entry(supplyRow, 1);
    const groupRow = layout.groupRows.get(problem.groupOfEdge[at] ?? -1);
    if (groupRow !== undefined) builder.entry(groupRow, 1);
    if (layout.floorRows.size > 0)
      for (const { floor, part } of problem.floorShares[edge.supply] ?? []) {
        const row = layout.floorRows.get(floor);
        if (row !== undefined) builder.entry(row, (edge.goodsRate * part) / RATE_TO_ROW);
      }
    const cost = edge.relaxedRate / RATE_TO_COST - (fairness?.premium?.(at) ?? 0);
    layout.edges.set(at, builder.column(cost, 0, edge.most / THOUSAND));
  }
  layout.unmet.set(position, unmetColumns(builder, line, demand, protection));
}

function unmetColumns(
  builder: ProgramBuilder,
  line: ProblemLine,
  demand: number,
  protection: number | undefined,
): readonly [number, number] {
  const add = (rate: number, most: number) =>
    builder.column(rate / RATE_TO_COST, 0, most / THOUSAND, [
      [demand, 1],
      ...(protection === undefined ? [] : [[protection, rate / RATE_TO_ROW] as const]),
    ]);
  return [add(line.unmetMinimumRate, line.minimum), add(line.unmetRestRate, line.maximum - line.minimum)];
}

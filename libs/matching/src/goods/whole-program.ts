import { ProgramBuilder, type LinearProgram, type LinearSolver } from '../linear-program';
import type { Component } from './components';
import type { Edge } from './edge';
import type { MatchingProblem } from './matching-problem';
import { ceilTo } from './prepared-supply';
import { floorTarget } from './floor-target';
import { limitsOf } from './relaxed-solve';
import type { Change, WholePlan } from './whole-plan';

const THOUSAND = 1_000;
const PER_RATE = 1_000_000;

/** A column of packs at one price step; several of an edge exclude each other. Its yes-or-no stands right behind it. */
interface StepColumn {
  readonly edge: number;
  readonly pack: number;
  readonly least: number;
  readonly column: number;
  readonly yes: boolean;
}

/**
 * The component in whole packs, exactly: packs per price step, a yes-or-no where a smallest order, a step or a
 * consignment asks for one, beginning from what the plan holds. Where the nodes run out it is the best found so far.
 */
export function solveWhole(
  plan: WholePlan,
  component: Component,
  floors: readonly number[],
  protectedCosts: Float64Array,
  solver: LinearSolver,
): Change[] | null {
  const { problem } = plan;
  const { program, steps } = wholeProgram(problem, component, floors, protectedCosts);
  const startWhole = startOf(plan, program, steps);
  const solution = solver.solve({ ...program, startWhole }, limitsOf(problem));
  if (solution.status === 'INFEASIBLE') return null;
  const ordered = new Map<number, number>();
  for (const { edge, pack, column } of steps) {
    const packs = Math.round(solution.columns[column] ?? 0);
    ordered.set(edge, (ordered.get(edge) ?? 0) + packs * pack);
  }
  return [...ordered];
}

/** What the search has found: every order at the last step it reaches. */
function startOf({ ordered }: WholePlan, program: LinearProgram, steps: readonly StepColumn[]): Float64Array {
  const start = new Float64Array(program.columnCount);
  const reached = new Map<number, StepColumn>();
  for (const step of steps) if ((ordered[step.edge] ?? 0) >= step.least) reached.set(step.edge, step);
  for (const { edge, pack, column, yes } of reached.values()) {
    start[column] = (ordered[edge] ?? 0) / pack;
    if (yes) start[column + 1] = 1;
  }
  return start;
}

interface Rows {
  readonly demand: number;
  readonly protection: number;
  readonly supply: ReadonlyMap<number, number>;
  readonly group: ReadonlyMap<number, number>;
  readonly floor: ReadonlyMap<number, number>;
}

function wholeProgram(
  problem: MatchingProblem,
  component: Component,
  floors: readonly number[],
  protectedCosts: Float64Array,
): { program: LinearProgram; steps: StepColumn[] } {
  const builder = new ProgramBuilder();
  const shared = sharedRows(builder, problem, component, floors);
  const lines = component.map((at) => {
    const wanted = (problem.lines[at]?.maximum ?? 0) / THOUSAND;
    const demand = builder.row(wanted, wanted);
    const protection = builder.row(-Infinity, (protectedCosts[at] ?? Infinity) / THOUSAND);
    const edges = problem.lines[at]?.edges ?? [];
    const links = edges.map((edge) => linkRows(builder, problem, edge));
    return { at, edges, links, rows: { ...shared, demand, protection } };
  });
  // Columns come after all rows.
  const steps = lines.flatMap(({ edges, links, rows }) =>
    edges.flatMap((edge, index) => edgeColumns(builder, problem, edge, links[index] ?? [], rows)),
  );
  for (const { at, rows } of lines) unmetColumns(builder, problem, at, rows);
  for (const [at, row] of shared.floor) {
    const weight = (problem.floors[at]?.weightBasisPoints ?? 0) / 10_000;
    builder.column(weight * THOUSAND, 0, Infinity, [[row, 1]]);
  }
  return { program: builder.build(), steps };
}

function sharedRows(
  builder: ProgramBuilder,
  problem: MatchingProblem,
  component: Component,
  floors: readonly number[],
): Omit<Rows, 'demand' | 'protection'> {
  const supply = new Map<number, number>();
  const group = new Map<number, number>();
  const floor = new Map<number, number>();
  for (const at of floors) floor.set(at, builder.row(floorTarget(problem, at) / THOUSAND, Infinity));
  for (const edge of component.flatMap((at) => problem.lines[at]?.edges ?? [])) {
    const from = problem.edges[edge]?.supply ?? -1;
    if (!supply.has(from))
      supply.set(from, builder.row(-Infinity, (problem.supplies[from]?.available ?? 0) / THOUSAND));
    const own = problem.groupOfEdge[edge] ?? -1;
    if (own !== -1 && !group.has(own))
      group.set(own, builder.row(-Infinity, (problem.groups[own]?.most ?? 0) / THOUSAND));
  }
  return { supply, group, floor };
}

/** Price steps an edge can reach, each with its smallest order; the rows that tie it to its yes-or-no. */
interface LinkRows {
  readonly rate: number;
  readonly least: number;
  readonly atLeast: number | null;
  readonly atMost: number | null;
  readonly onlyOne: number | null;
}

function linkRows(builder: ProgramBuilder, problem: MatchingProblem, at: number): LinkRows[] {
  const edge = problem.edges[at];
  if (!edge) return [];
  const reachable = reachableSteps(problem, edge);
  const onlyOne = reachable.length > 1 ? builder.row(-Infinity, 1) : null;
  return reachable.map(({ rate, least }) => {
    const free = reachable.length === 1 && least <= edge.pack && edge.consignment === 0;
    return {
      rate,
      least,
      onlyOne,
      atLeast: free ? null : builder.row(0, Infinity),
      atMost: free ? null : builder.row(-Infinity, 0),
    };
  });
}

function reachableSteps(problem: MatchingProblem, edge: Edge): { rate: number; least: number }[] {
  const steps = problem.supplies[edge.supply]?.steps ?? [];
  return steps.flatMap(({ from, rate }, index) => {
    const least = Math.max(edge.least, ceilTo(from, edge.pack));
    const next = steps[index + 1];
    // Where the next step begins at the same smallest order it is never dearer.
    const passed = next !== undefined && next.from <= least;
    return least > edge.most || passed ? [] : [{ rate, least }];
  });
}

function edgeColumns(
  builder: ProgramBuilder,
  problem: MatchingProblem,
  at: number,
  links: readonly LinkRows[],
  rows: Rows,
): StepColumn[] {
  const edge = problem.edges[at];
  if (!edge) return [];
  const perPack = edge.pack / THOUSAND;
  const group = rows.group.get(problem.groupOfEdge[at] ?? -1);
  return links.map(({ rate, least, atLeast, atMost, onlyOne }) => {
    const cost = ((rate + edge.freightRate + edge.termsRate) * edge.pack) / PER_RATE;
    const entries: [number, number][] = [
      [rows.demand, perPack],
      [rows.supply.get(edge.supply) ?? -1, perPack],
      [rows.protection, cost / THOUSAND],
    ];
    if (group !== undefined) entries.push([group, perPack]);
    for (const { floor, part } of problem.floorShares[edge.supply] ?? []) {
      const row = rows.floor.get(floor);
      if (row !== undefined) entries.push([row, (rate * part * edge.pack) / PER_RATE / THOUSAND]);
    }
    if (atLeast !== null) entries.push([atLeast, 1]);
    if (atMost !== null) entries.push([atMost, 1]);
    const column = builder.wholeColumn(cost, 0, edge.most / edge.pack, entries);
    if (atLeast !== null && atMost !== null) {
      const yes: [number, number][] = [
        [atLeast, -least / edge.pack],
        [atMost, -edge.most / edge.pack],
        [rows.protection, edge.consignment / THOUSAND],
      ];
      if (onlyOne !== null) yes.push([onlyOne, 1]);
      builder.wholeColumn(edge.consignment, 0, 1, yes);
    }
    return { edge: at, pack: edge.pack, least, column, yes: atLeast !== null };
  });
}

function unmetColumns(builder: ProgramBuilder, problem: MatchingProblem, at: number, rows: Rows): void {
  const line = problem.lines[at];
  if (!line) return;
  const missing = (rate: number, most: number) =>
    builder.column(rate / THOUSAND, 0, most / THOUSAND, [
      [rows.demand, 1],
      [rows.protection, rate / PER_RATE],
    ]);
  missing(line.unmetMinimumRate, line.minimum);
  missing(line.unmetRestRate, line.maximum - line.minimum);
  const weight = problem.rules.protectionWeightBasisPoints / 10_000;
  builder.column(weight * THOUSAND, 0, Infinity, [[rows.protection, -1]]);
}

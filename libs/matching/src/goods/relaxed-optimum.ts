import type { LinearSolution } from '../linear-program';
import type { MatchingProblem } from './matching-problem';
import { copyOfVertex, recordVertex, vertexOfNothing, type Vertex } from './vertex';
import { THOUSAND, type ProgramLayout } from './relaxed-program';

/**
 * The optimum in divisible goods. Flows and missing units in thousands of base units, prices in fen per thousand base
 * units; doubles, rounded by whoever shows them.
 */
export interface RelaxedOptimum {
  /** False where the solver ran into its iteration limit somewhere; the lines concerned keep what was known before. */
  complete: boolean;
  /** By edge. */
  readonly flow: Float64Array;
  /** By line: missing below the minimum, and above it. */
  readonly unmetMinimum: Float64Array;
  readonly unmetRest: Float64Array;
  /** By line: what one more unit wanted would cost. */
  readonly linePrice: Float64Array;
  /** By supply: what one more unit available would save; 0 where something is left. */
  readonly supplyPrice: Float64Array;
  /** By supplier group: what one more unit of its cap would save. */
  readonly groupPrice: Float64Array;
  /** By floor: fen that one more fen of the floor costs; its weight where the floor is missed. */
  readonly floorPrice: Float64Array;
  /** By line: fen the run would save for one fen less of protection. */
  readonly protectionPrice: Float64Array;
  /** The vertex: where another solve of nearly the same may begin. */
  readonly vertex: Vertex;
}

/** Nobody served: every missing unit is missing. */
export function nothingServed(problem: MatchingProblem): RelaxedOptimum {
  const { lines, supplies, edges, groups, floors } = problem;
  return {
    complete: true,
    flow: new Float64Array(edges.length),
    unmetMinimum: Float64Array.from(lines, ({ minimum }) => minimum / THOUSAND),
    unmetRest: Float64Array.from(lines, ({ minimum, maximum }) => (maximum - minimum) / THOUSAND),
    linePrice: Float64Array.from(lines, (line) => line.unmetRestRate / THOUSAND),
    supplyPrice: new Float64Array(supplies.length),
    groupPrice: new Float64Array(groups.length),
    floorPrice: new Float64Array(floors.length),
    protectionPrice: new Float64Array(lines.length),
    vertex: vertexOfNothing(problem),
  };
}

export function copyOf(optimum: RelaxedOptimum): RelaxedOptimum {
  return {
    ...optimum,
    flow: optimum.flow.slice(),
    unmetMinimum: optimum.unmetMinimum.slice(),
    unmetRest: optimum.unmetRest.slice(),
    linePrice: optimum.linePrice.slice(),
    supplyPrice: optimum.supplyPrice.slice(),
    groupPrice: optimum.groupPrice.slice(),
    floorPrice: optimum.floorPrice.slice(),
    protectionPrice: optimum.protectionPrice.slice(),
    vertex: copyOfVertex(optimum.vertex),
  };
}

/** Writes what the solver found for a component where it belongs; what is below a hundred-millionth is nothing. */
export function record(solution: LinearSolution, layout: ProgramLayout, into: RelaxedOptimum): void {
  const { columns, rowDuals } = solution;
  const amount = (column: number) => {
    const value = columns[column] ?? 0;
    return value < 1e-8 ? 0 : value;
  };
  if (solution.basis) recordVertex(solution.basis, layout, into.vertex);
  for (const [edge, column] of layout.edges) into.flow[edge] = amount(column);
  for (const [line, [low, rest]] of layout.unmet) {
    into.unmetMinimum[line] = amount(low);
    into.unmetRest[line] = amount(rest);
  }
  for (const [line, row] of layout.demandRows) into.linePrice[line] = rowDuals[row] ?? 0;
  const price = (row: number) => Math.max(0, -(rowDuals[row] ?? 0));
  for (const [supply, row] of layout.supplyRows) into.supplyPrice[supply] = price(row);
  for (const [group, row] of layout.groupRows) into.groupPrice[group] = price(row);
  // Floors and protection are in thousands of fen on both sides: their price is per thousand.
  for (const [floor, row] of layout.floorRows)
    into.floorPrice[floor] = Math.max(0, rowDuals[row] ?? 0) / THOUSAND;
  for (const [line, row] of layout.protectionRows) into.protectionPrice[line] = price(row) / THOUSAND;
}

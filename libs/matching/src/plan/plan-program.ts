import { wholeNumber } from '../goods/rates';
import { ProgramBuilder, type LinearSolver } from '../linear-program';
import { firstRate, type PlanEdge } from './plan-edges';
import type { PlanInput } from './plan-input';

/** The program counts thousands of yuan: coefficients near one, where solvers are exact. */
const FEN_PER_UNIT = 100_000;
const RATE_PER_BASE = 1_000_000;
/** What a yuan of gap that stays open weighs against what a yuan of goods costs: no dearness is worth leaving it open. */
const OPEN_GAP = 1_000;

/** How much of each edge to buy in divisible goods, fen; null where the solver gave up. */
export function relaxedPlan(
  input: PlanInput,
  edges: readonly PlanEdge[],
  solver: LinearSolver,
): Float64Array | null {
  const builder = new ProgramBuilder();
  const rows = addRows(builder, input, edges);
  for (const edge of edges) {
    const { unit, want, supply, month, leaf, landed } = edge;
    builder.entry(rows.leaves[leaf] ?? -1, 1);
    builder.entry(rows.months[month] ?? -1, 1);
    builder.entry(rows.wants.get(`${unit} ${want}`) ?? -1, 1);
    builder.entry(rows.supplies.get(supply) ?? -1, 1);
    const budget = rows.budgets.get(unit);
    if (budget !== undefined) builder.entry(budget, landed);
    builder.column(edge.cost, 0, Infinity);
  }
  for (const row of rows.leaves) builder.column(OPEN_GAP, 0, Infinity, [[row, 1]]);
  const { simplexIterations, seed } = input.rules;
  const solution = solver.solve(builder.build(), { iterations: simplexIterations, nodes: 0, seed });
  if (solution.status !== 'OPTIMAL') return null;
  return solution.columns.slice(0, edges.length).map((bought) => bought * FEN_PER_UNIT);
}

interface Rows {
  readonly leaves: readonly number[];
  readonly months: readonly number[];
  readonly budgets: ReadonlyMap<number, number>;
  readonly wants: ReadonlyMap<string, number>;
  readonly supplies: ReadonlyMap<number, number>;
}

function addRows(builder: ProgramBuilder, input: PlanInput, edges: readonly PlanEdge[]): Rows {
  const inUnits = (fen: bigint) => wholeNumber(fen) / FEN_PER_UNIT;
  const atMost = (fen: bigint) => builder.row(-Infinity, inUnits(fen));
  const leaves = input.leaves.map(({ gapFen }) => builder.row(inUnits(gapFen), inUnits(gapFen)));
  const months = input.months.map(({ mostFen }) => atMost(mostFen));
  const budgets = new Map<number, number>();
  const wants = new Map<string, number>();
  const supplies = new Map<number, number>();
  for (const { unit, want, supply } of edges) {
    const { budgetFen = null, wants: wanted = [] } = input.units[unit] ?? {};
    if (budgetFen !== null && !budgets.has(unit)) budgets.set(unit, atMost(budgetFen));
    const key = `${unit} ${want}`;
    if (!wants.has(key)) wants.set(key, atMost(wanted[want]?.mostFen ?? 0n));
    const goods = input.supplies[supply];
    if (goods && !supplies.has(supply)) {
      const worth = (wholeNumber(goods.availableBase) / RATE_PER_BASE) * firstRate(goods);
      supplies.set(supply, builder.row(-Infinity, worth / FEN_PER_UNIT));
    }
  }
  return { leaves, months, budgets, wants, supplies };
}

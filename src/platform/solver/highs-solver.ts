import loadHighs, { type Highs, type Model } from 'highs';
import type {
  LinearProgram,
  LinearSolution,
  LinearSolver,
  SolverLimits,
} from '../../../libs/matching/src/index';

const SERIAL_DUAL = 1;
const CONTINUOUS = 0;
const INTEGER = 1;

/**
 * HiGHS as WebAssembly. Solving is synchronous and blocks its thread: call it where nobody waits for an answer.
 * One thread, a fixed seed and limits by iterations make equal programs end with equal bytes.
 */
export async function highsSolver(): Promise<LinearSolver> {
  const highs = await loadHighs();
  return {
    solve: (program, limits) => highs.withModel((model) => solved(highs, model, program, limits)),
  };
}

function solved(highs: Highs, model: Model, program: LinearProgram, limits: SolverLimits): LinearSolution {
  const { whole, startWhole, startBasis } = program;
  model.options.set({
    output_flag: false,
    random_seed: limits.seed,
    simplex_iteration_limit: limits.iterations,
    simplex_strategy: SERIAL_DUAL,
    mip_max_nodes: limits.nodes,
    mip_rel_gap: 0,
    mip_abs_gap: 0,
    mip_feasibility_tolerance: 1e-9,
    primal_feasibility_tolerance: 1e-9,
    dual_feasibility_tolerance: 1e-9,
  });
  if (!whole) model.options.set('solver', 'simplex');
  passProgram(model, program);
  if (!whole && startBasis) model.setBasis({ colStatus: startBasis.columns, rowStatus: startBasis.rows });
  if (whole && startWhole) model.setSolution(wholeValues(whole, startWhole));
  model.run();
  const { modelStatus } = highs.constants;
  const status = model.getModelStatus();
  if (status === modelStatus.infeasible || status === modelStatus.unboundedOrInfeasible)
    return nothing(program, 'INFEASIBLE');
  const optimal = status === modelStatus.optimal;
  if (!optimal && !whole) return nothing(program, 'LIMIT');
  const { colValue, rowDual } = model.getSolution();
  if (whole) return { ...nothing(program, optimal ? 'OPTIMAL' : 'LIMIT'), columns: colValue };
  const { colStatus, rowStatus } = model.getBasis();
  const basis = { columns: Int32Array.from(colStatus), rows: Int32Array.from(rowStatus) };
  return { status: 'OPTIMAL', columns: colValue, rowDuals: rowDual, basis };
}

function wholeValues(whole: Uint8Array, values: Float64Array): { indices: number[]; values: number[] } {
  const indices = [...whole.keys()].filter((column) => whole[column] === 1);
  return { indices, values: indices.map((column) => values[column] ?? 0) };
}

function passProgram(model: Model, program: LinearProgram): void {
  const { columnCount, rowCount, starts, indices, values, whole } = program;
  model.passModel({
    numCols: columnCount,
    numRows: rowCount,
    colCost: program.cost,
    colLower: program.columnLower,
    colUpper: program.columnUpper,
    rowLower: program.rowLower,
    rowUpper: program.rowUpper,
    matrix: { format: 'csc', numRows: rowCount, numCols: columnCount, starts, indices, values },
    ...(whole && { integrality: Int32Array.from(whole, (one) => (one === 1 ? INTEGER : CONTINUOUS)) }),
  });
}

function nothing({ columnCount, rowCount }: LinearProgram, status: LinearSolution['status']): LinearSolution {
  return {
    status,
    columns: new Float64Array(columnCount),
    rowDuals: new Float64Array(rowCount),
  };
}

/** Where a column or row stands in a vertex: at its lower or upper bound, or held by the others. HiGHS's own codes. */
export const AT_LOWER = 0;
export const BASIC = 1;
export const AT_UPPER = 2;

/** A vertex by the standing of every column and row. */
export interface Basis {
  readonly columns: Int32Array;
  readonly rows: Int32Array;
}

/**
 * `minimise cost · x` with `rowLower ≤ A x ≤ rowUpper` and `columnLower ≤ x ≤ columnUpper`; A by columns.
 * Doubles live here and nowhere else: what comes back is rounded to whole units before anybody sees it.
 */
export interface LinearProgram {
  readonly columnCount: number;
  readonly rowCount: number;
  readonly cost: Float64Array;
  readonly columnLower: Float64Array;
  readonly columnUpper: Float64Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** Column j stands in `indices` and `values` from starts[j] to starts[j + 1]. */
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
  /** 1 where a column must be whole; absent when none must. */
  readonly whole?: Uint8Array;
  /** Values of all whole columns that are known to be possible: a hint that changes the way, never the optimal value. */
  readonly startWhole?: Float64Array;
  /** A vertex to begin from: a hint of the same kind. */
  readonly startBasis?: Basis;
}

export interface LinearSolution {
  /** LIMIT: of a whole program the columns are the best found so far, all zero where none was. */
  readonly status: 'OPTIMAL' | 'INFEASIBLE' | 'LIMIT';
  readonly columns: Float64Array;
  /** What one more unit on the right-hand side adds to the cost: ≤ 0 for a binding upper limit. Zeros for a whole program. */
  readonly rowDuals: Float64Array;
  /** The optimal vertex, from a solver that knows one; none for a whole program. */
  readonly basis?: Basis;
}

/** Iterations and nodes, never seconds: the same program must end the same way on a slow machine. */
export interface SolverLimits {
  readonly iterations: number;
  readonly nodes: number;
  readonly seed: number;
}

/** Solves synchronously and deterministically: equal programs, equal bytes. */
export interface LinearSolver {
  solve(program: LinearProgram, limits: SolverLimits): LinearSolution;
}

/** Collects rows, then columns with their coefficients. */
export class ProgramBuilder {
  private readonly lower: number[] = [];
  private readonly upper: number[] = [];
  private readonly cost: number[] = [];
  private readonly from: number[] = [];
  private readonly to: number[] = [];
  private readonly starts: number[] = [0];
  private readonly indices: number[] = [];
  private readonly values: number[] = [];
  private readonly whole: number[] = [];

  /** Returns the row's index. */
  row(lower: number, upper: number): number {
    this.lower.push(lower);
    return this.upper.push(upper) - 1;
  }

  /** A coefficient of the column that is named next. */
  entry(row: number, value: number): void {
    this.indices.push(row);
    this.values.push(value);
  }

  /** Returns the column's index; `entries` are pairs of row and coefficient, behind those told by `entry`. */
  column(
    cost: number,
    from: number,
    to: number,
    entries: readonly (readonly [number, number])[] = [],
  ): number {
    for (const [row, value] of entries) this.entry(row, value);
    this.starts.push(this.indices.length);
    this.cost.push(cost);
    this.from.push(from);
    this.whole.push(0);
    return this.to.push(to) - 1;
  }

  wholeColumn(
    cost: number,
    from: number,
    to: number,
    entries: readonly (readonly [number, number])[],
  ): number {
    const index = this.column(cost, from, to, entries);
    this.whole[index] = 1;
    return index;
  }

  build(): LinearProgram {
    return {
      columnCount: this.cost.length,
      rowCount: this.lower.length,
      cost: Float64Array.from(this.cost),
      columnLower: Float64Array.from(this.from),
      columnUpper: Float64Array.from(this.to),
      rowLower: Float64Array.from(this.lower),
      rowUpper: Float64Array.from(this.upper),
      starts: Int32Array.from(this.starts),
      indices: Int32Array.from(this.indices),
      values: Float64Array.from(this.values),
      ...(this.whole.includes(1) && { whole: Uint8Array.from(this.whole) }),
    };
  }
}

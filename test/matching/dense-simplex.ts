import type { LinearProgram, LinearSolution, LinearSolver } from '../../libs/matching/src/index';

const TOLERANCE = 1e-9;

const get = (from: ArrayLike<number> | undefined, at: number): number => from?.[at] ?? 0;
const put = (to: Float64Array | undefined, at: number, value: number): void => {
  if (to) to[at] = value;
};
const add = (to: Float64Array, at: number, more: number): void => put(to, at, get(to, at) + more);

/**
 * The second solver: a dense tableau with bounded columns, written from the textbook and sharing nothing with HiGHS.
 * For small programs without whole columns; what it finds is compared with HiGHS and bounds the exact search.
 */
export const denseSimplex: LinearSolver = { solve: (program) => new Tableau(program).solve() };

class Tableau {
  private readonly rows: Float64Array[];
  private readonly width: number;
  private readonly upper: Float64Array;
  private readonly shift: Float64Array;
  private readonly atUpper: Uint8Array;
  private readonly basis: number[];
  private readonly beta: Float64Array;
  private readonly firstArtificial: number;

  /** Every row becomes `A x + slack = rowUpper` (or rowLower), columns are moved to begin at 0, artificials start the basis. */
  constructor(private readonly program: LinearProgram) {
    const { columnCount: n, rowCount: m } = program;
    this.firstArtificial = n + m;
    this.width = n + m + m;
    this.upper = new Float64Array(this.width).fill(Infinity);
    this.shift = new Float64Array(this.width);
    this.atUpper = new Uint8Array(this.width);
    this.rows = Array.from({ length: m }, () => new Float64Array(this.width));
    this.beta = new Float64Array(m);
    this.basis = Array.from({ length: m }, (_, row) => this.firstArtificial + row);
    for (let j = 0; j < n; j += 1) {
      this.shift[j] = get(program.columnLower, j);
      this.upper[j] = get(program.columnUpper, j) - get(program.columnLower, j);
      for (let k = get(program.starts, j); k < get(program.starts, j + 1); k += 1)
        put(this.rows[get(program.indices, k)], j, get(program.values, k));
    }
    for (let i = 0; i < m; i += 1) this.startRow(i);
  }

  private startRow(i: number): void {
    const { columnCount: n, rowLower, rowUpper } = this.program;
    const row = this.rows[i] ?? new Float64Array();
    const [low, high] = [get(rowLower, i), get(rowUpper, i)];
    row[n + i] = high === Infinity ? -1 : 1;
    this.upper[n + i] = high - low;
    let rest = high === Infinity ? low : high;
    for (let j = 0; j < n; j += 1) rest -= get(row, j) * get(this.shift, j);
    const sign = rest < 0 ? -1 : 1;
    for (let j = 0; j < this.firstArtificial; j += 1) row[j] = get(row, j) * sign;
    row[this.firstArtificial + i] = 1;
    this.beta[i] = rest * sign;
    this.signs[i] = sign;
  }

  private readonly signs: number[] = [];

  solve(): LinearSolution {
    const { columnCount: n, rowCount: m, cost } = this.program;
    const phaseOne = new Float64Array(this.width).fill(1, this.firstArtificial);
    this.minimise(phaseOne);
    const left = this.basis.reduce(
      (sum, b, i) => sum + (b >= this.firstArtificial ? get(this.beta, i) : 0),
      0,
    );
    if (left > 1e-6) return this.nothing();
    this.upper.fill(0, this.firstArtificial);
    const phaseTwo = new Float64Array(this.width);
    phaseTwo.set(cost);
    const reduced = this.minimise(phaseTwo);
    const columns = Float64Array.from(
      { length: n },
      (_, j) => get(this.shift, j) + (this.atUpper[j] ? get(this.upper, j) : 0),
    );
    this.basis.forEach((b, i) => {
      if (b < n) columns[b] = get(this.shift, b) + get(this.beta, i);
    });
    // An artificial of cost 0 has the reduced cost −y of its row.
    const rowDuals = Float64Array.from(
      { length: m },
      (_, i) => -get(reduced, this.firstArtificial + i) * get(this.signs, i),
    );
    return { status: 'OPTIMAL', columns, rowDuals };
  }

  private nothing(): LinearSolution {
    const { columnCount, rowCount } = this.program;
    return {
      status: 'INFEASIBLE',
      columns: new Float64Array(columnCount),
      rowDuals: new Float64Array(rowCount),
    };
  }

  private minimise(cost: Float64Array): Float64Array {
    const reduced = cost.slice();
    this.basis.forEach((b, i) => {
      const price = get(cost, b);
      if (price !== 0) for (let j = 0; j < this.width; j += 1) add(reduced, j, -price * get(this.rows[i], j));
    });
    for (let step = 0; step < 50_000; step += 1) {
      const entering = this.entering(reduced, step > 2_000);
      if (entering === -1) return reduced;
      this.enter(entering, reduced);
    }
    throw new Error('The dense simplex does not end');
  }

  private entering(reduced: Float64Array, bland: boolean): number {
    let best = -1;
    let most = TOLERANCE * 100;
    for (let j = 0; j < this.width; j += 1) {
      if (get(this.upper, j) <= TOLERANCE || this.basis.includes(j)) continue;
      const gain = this.atUpper[j] ? get(reduced, j) : -get(reduced, j);
      if (gain > most) {
        if (bland) return j;
        most = gain;
        best = j;
      }
    }
    return best;
  }

  /** Moves the column from its bound until a basic one or its own other bound stops it. */
  private enter(j: number, reduced: Float64Array): void {
    const direction = this.atUpper[j] ? -1 : 1;
    let step = get(this.upper, j);
    let leaving = -1;
    let toUpper = false;
    this.rows.forEach((row, i) => {
      const rate = get(row, j) * direction;
      const limit =
        rate > TOLERANCE
          ? get(this.beta, i) / rate
          : rate < -TOLERANCE
            ? (get(this.upper, get(this.basis, i)) - get(this.beta, i)) / -rate
            : Infinity;
      if (
        limit < step - 1e-12 ||
        (limit <= step && leaving !== -1 && Math.abs(rate) > Math.abs(get(this.rows[leaving], j)))
      ) {
        step = Math.max(0, limit);
        leaving = i;
        toUpper = rate < 0;
      }
    });
    if (step === Infinity) throw new Error('The program is unbounded');
    this.rows.forEach((row, i) => {
      add(this.beta, i, -get(row, j) * direction * step);
    });
    if (leaving === -1) {
      this.atUpper[j] = this.atUpper[j] ? 0 : 1;
      return;
    }
    const value = (this.atUpper[j] ? get(this.upper, j) : 0) + direction * step;
    this.atUpper[get(this.basis, leaving)] = toUpper ? 1 : 0;
    this.atUpper[j] = 0;
    this.basis[leaving] = j;
    this.beta[leaving] = value;
    this.pivot(leaving, j, reduced);
  }

  private pivot(i: number, j: number, reduced: Float64Array): void {
    const row = this.rows[i] ?? new Float64Array();
    const by = get(row, j);
    for (let k = 0; k < this.width; k += 1) row[k] = get(row, k) / by;
    const clear = (other: Float64Array) => {
      const factor = get(other, j);
      if (factor === 0) return;
      for (let k = 0; k < this.width; k += 1) add(other, k, -factor * get(row, k));
    };
    this.rows.forEach((other, k) => {
      if (k !== i) clear(other);
    });
    clear(reduced);
  }
}

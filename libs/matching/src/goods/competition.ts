import { AT_LOWER, AT_UPPER, BASIC, ProgramBuilder, type Basis } from '../linear-program';
import type { LinearProgram, LinearSolver } from '../linear-program';
import type { Edge } from './edge';
import type { GoodsRun } from './goods-run';
import type { SupplierGroup } from './edge';
import type { ProblemLine } from './matching-problem';
import { nearEdges } from './competitors';
import { floorPremium } from './relaxed-prices';
import { extended, type Extension } from './program-extension';
import { THOUSAND } from './relaxed-program';
import { limitsOf } from './relaxed-solve';

/** What a new line would get among its competitors. */
export interface Share {
  /** By edge of the new line, thousands of base units. */
  readonly flow: Float64Array;
  /** By edge: what the competitors would leave of its supply, base units. */
  readonly left: readonly number[];
}

/**
 * Lines of a run that compete for the same goods, as one program at the run's floor prices and protections, kept with its
 * optimal vertex: a new line is a few rows and columns more, and solved from there. All other lines keep what they were proposed.
 */
export class Competition {
  private readonly program: LinearProgram;
  private basis: Basis;
  /** By line: what it holds and what it could go to. */
  private readonly edges: ReadonlyMap<number, readonly number[]>;
  private readonly rowOfSupply = new Map<number, number>();
  /** By column: the supply it draws on, −1 for a missing unit. */
  private readonly supplyOfColumn: number[] = [];
  /** By column: where it stands in the run's optimum. */
  private readonly standings: number[] = [];

  constructor(
    private readonly run: GoodsRun,
    lines: readonly number[],
    private readonly solver: LinearSolver,
  ) {
    this.edges = new Map(lines.map((line) => [line, nearEdges(run, line)]));
    const builder = new ProgramBuilder();
    const demand = this.addRows(builder, lines);
    const groups = this.addGroupRows(builder, lines);
    for (const [index, line] of lines.entries()) this.addColumns(builder, line, demand[index] ?? -1, groups);
    this.program = builder.build();
    this.basis = squared({ columns: Int32Array.from(this.standings), rows: this.rowStandings(lines) });
  }

  /** Solves it once, so that every later question begins at its optimum: worth it where more than one is asked. */
  settle(): this {
    const startBasis = this.basis;
    const { basis } = this.solver.solve({ ...this.program, startBasis }, limitsOf(this.run.problem));
    if (basis) this.basis = basis;
    return this;
  }

  /** Null where the solver runs into its limit. */
  shareOf(line: ProblemLine, edges: readonly Edge[], groups: readonly SupplierGroup[]): Share | null {
    const extension = this.extensionFor(line, edges, groups);
    const program = extended(this.program, extension);
    const startBasis = basisWith(this.basis, extension);
    const solution = this.solver.solve({ ...program, startBasis }, limitsOf(this.run.problem));
    if (solution.status !== 'OPTIMAL') return null;
    const first = this.program.columnCount;
    const taken = new Map<number, number>();
    for (const [column, supply] of this.supplyOfColumn.entries())
      if (supply !== -1) taken.set(supply, (taken.get(supply) ?? 0) + (solution.columns[column] ?? 0));
    return {
      flow: solution.columns.slice(first, first + edges.length),
      left: edges.map(({ supply }) =>
        Math.round(Math.max(0, this.openOf(supply) - (taken.get(supply) ?? 0)) * THOUSAND),
      ),
    };
  }

  private addRows(builder: ProgramBuilder, lines: readonly number[]): number[] {
    const { problem, fair } = this.run;
    const open = new Map<number, number>();
    for (const line of lines)
      for (const at of this.edges.get(line) ?? []) {
        const supply = problem.edges[at]?.supply ?? -1;
        open.set(supply, (open.get(supply) ?? this.leftOf(supply)) + (fair.flow[at] ?? 0));
      }
    for (const [supply, most] of open) this.rowOfSupply.set(supply, builder.row(-Infinity, most));
    return lines.map((line) => {
      const wanted = (problem.lines[line]?.maximum ?? 0) / THOUSAND;
      return builder.row(wanted, wanted);
    });
  }

  private addGroupRows(builder: ProgramBuilder, lines: readonly number[]): Map<number, number> {
    const { problem } = this.run;
    const own = lines.flatMap((line) => problem.groupsOfLine[line] ?? []);
    return new Map(
      own.map((group) => [group, builder.row(-Infinity, (problem.groups[group]?.most ?? 0) / THOUSAND)]),
    );
  }

  /** Costs as the run weighs them: a protected line's are worth more, what floors pay is taken off. */
  private addColumns(
    builder: ProgramBuilder,
    position: number,
    demand: number,
    groups: ReadonlyMap<number, number>,
  ): void {
    const { problem, fair } = this.run;
    const line = problem.lines[position];
    if (!line) return;
    const weight = (1 + (fair.protectionPrice[position] ?? 0)) / THOUSAND;
    for (const at of this.edges.get(position) ?? []) {
      const edge = problem.edges[at];
      if (!edge) continue;
      builder.entry(demand, 1);
      builder.entry(this.rowOfSupply.get(edge.supply) ?? -1, 1);
      const group = groups.get(problem.groupOfEdge[at] ?? -1);
      if (group !== undefined) builder.entry(group, 1);
      builder.column(edge.relaxedRate * weight - floorPremium(problem, fair, at), 0, edge.most / THOUSAND);
      this.supplyOfColumn.push(edge.supply);
      this.standings.push(fair.vertex.edges[at] ?? AT_LOWER);
    }
    const { unmetMinimumRate, unmetRestRate, minimum, maximum } = line;
    builder.column(unmetMinimumRate * weight, 0, minimum / THOUSAND, [[demand, 1]]);
    builder.column(unmetRestRate * weight, 0, (maximum - minimum) / THOUSAND, [[demand, 1]]);
    this.supplyOfColumn.push(-1, -1);
    this.standings.push(
      fair.vertex.unmetMinimum[position] ?? AT_UPPER,
      fair.vertex.unmetRest[position] ?? AT_UPPER,
    );
  }

  private rowStandings(lines: readonly number[]): Int32Array {
    const { problem, fair } = this.run;
    const supplies = [...this.rowOfSupply.keys()].map((supply) => fair.vertex.supplies[supply] ?? BASIC);
    const demands = lines.map((line) => fair.vertex.lines[line] ?? BASIC);
    const groups = lines.flatMap((line) =>
      (problem.groupsOfLine[line] ?? []).map((group) => fair.vertex.groups[group] ?? BASIC),
    );
    return Int32Array.from([...supplies, ...demands, ...groups]);
  }

  /** What the competitors and the new line have of a supply, thousands of base units. */
  private openOf(supply: number): number {
    const row = this.rowOfSupply.get(supply);
    return row === undefined ? this.leftOf(supply) : (this.program.rowUpper[row] ?? 0);
  }

  /** What the relaxed optimum leaves of a supply: there the run's vertex stands, and from it few steps are needed. */
  private leftOf(supply: number): number {
    const { problem, fair } = this.run;
    const taken = (problem.edgesOfSupply[supply] ?? []).reduce((sum, at) => sum + (fair.flow[at] ?? 0), 0);
    return Math.max(0, (problem.supplies[supply]?.available ?? 0) / THOUSAND - taken);
  }

  private extensionFor(
    line: ProblemLine,
    edges: readonly Edge[],
    groups: readonly SupplierGroup[],
  ): Extension {
    const { rowCount } = this.program;
    const rows: [number, number][] = [[line.maximum / THOUSAND, line.maximum / THOUSAND]];
    const groupRow = new Map<number, number>();
    for (const { most, edges: members } of groups) {
      for (const at of members) groupRow.set(at, rowCount + rows.length);
      rows.push([-Infinity, most / THOUSAND]);
    }
    const columns = edges.map((edge, at) => {
      let row = this.rowOfSupply.get(edge.supply);
      if (row === undefined) {
        row = rowCount + rows.length;
        rows.push([-Infinity, this.openOf(edge.supply)]);
      }
      const group = groupRow.get(at);
      return {
        cost: edge.relaxedRate / THOUSAND,
        most: edge.most / THOUSAND,
        rows: [rowCount, row, ...(group === undefined ? [] : [group])],
        standing: AT_LOWER,
      };
    });
    const missing = (rate: number, most: number) => ({
      cost: rate / THOUSAND,
      most: most / THOUSAND,
      rows: [rowCount],
      standing: AT_UPPER,
    });
    columns.push(
      missing(line.unmetMinimumRate, line.minimum),
      missing(line.unmetRestRate, line.maximum - line.minimum),
    );
    return { rows, columns };
  }
}

/**
 * As many held columns and rows as there are rows: floors, protections and lines that are left out of the program have taken
 * some with them, or left some behind.
 */
function squared({ columns, rows }: Basis): Basis {
  let surplus = -rows.length;
  for (const standing of columns) if (standing === BASIC) surplus += 1;
  for (const standing of rows) if (standing === BASIC) surplus += 1;
  for (let at = 0; at < columns.length && surplus > 0; at += 1)
    if (columns[at] === BASIC) {
      columns[at] = AT_LOWER;
      surplus -= 1;
    }
  for (let at = 0; at < rows.length && surplus < 0; at += 1)
    if (rows[at] !== BASIC) {
      rows[at] = BASIC;
      surplus += 1;
    }
  return { columns, rows };
}

/** Everything new is missing at first, and all new rows are held by it. */
function basisWith(basis: Basis, { rows, columns }: Extension): Basis {
  return {
    columns: Int32Array.from([...basis.columns, ...columns.map(({ standing }) => standing)]),
    rows: Int32Array.from([...basis.rows, ...rows.map(() => BASIC)]),
  };
}

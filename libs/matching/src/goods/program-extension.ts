import type { LinearProgram } from '../linear-program';

/** Rows and columns behind those of a program; coefficients are all one. */
export interface Extension {
  readonly rows: readonly (readonly [lower: number, upper: number])[];
  readonly columns: readonly {
    readonly cost: number;
    readonly most: number;
    /** Rows of the extended program. */
    readonly rows: readonly number[];
    /** Where the column stands at first (linear-program.ts). */
    readonly standing: number;
  }[];
}

export function extended(program: LinearProgram, { rows, columns }: Extension): LinearProgram {
  const more = columns.flatMap((column) => column.rows);
  let end = program.indices.length;
  const ends = columns.map((column) => (end += column.rows.length));
  return {
    columnCount: program.columnCount + columns.length,
    rowCount: program.rowCount + rows.length,
    cost: joined(
      program.cost,
      columns.map(({ cost }) => cost),
    ),
    columnLower: joined(
      program.columnLower,
      columns.map(() => 0),
    ),
    columnUpper: joined(
      program.columnUpper,
      columns.map(({ most }) => most),
    ),
    rowLower: joined(
      program.rowLower,
      rows.map(([lower]) => lower),
    ),
    rowUpper: joined(
      program.rowUpper,
      rows.map(([, upper]) => upper),
    ),
    starts: joinedWhole(program.starts, ends),
    indices: joinedWhole(program.indices, more),
    values: joined(
      program.values,
      more.map(() => 1),
    ),
  };
}

function joined(first: Float64Array, then: readonly number[]): Float64Array {
  const all = new Float64Array(first.length + then.length);
  all.set(first);
  all.set(then, first.length);
  return all;
}

function joinedWhole(first: Int32Array, then: readonly number[]): Int32Array {
  const all = new Int32Array(first.length + then.length);
  all.set(first);
  all.set(then, first.length);
  return all;
}

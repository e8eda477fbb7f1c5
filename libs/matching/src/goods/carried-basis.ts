import { AT_LOWER, BASIC, type LinearProgram, type SimplexBasis } from '../linear-program';
import type { PlacedStatuses } from './relaxed-optimum';
import type { ProgramLayout } from './relaxed-program';

/**
 * The plain optimum's basis for the fair program: the rows fairness adds enter basic, and the slack of a missed floor
 * takes its row's place. It is feasible as it stands, so few steps remain.
 */
export function carriedBasis(
  { columnCount, rowCount }: LinearProgram,
  layout: ProgramLayout,
  plain: PlacedStatuses,
  missed: ReadonlySet<number>,
): SimplexBasis {
  const columns = new Int32Array(columnCount).fill(AT_LOWER);
  const rows = new Int32Array(rowCount).fill(BASIC);
  for (const [edge, column] of layout.edges) columns[column] = plain.edges[edge] ?? AT_LOWER;
  for (const [line, [low, rest]] of layout.unmet) {
    columns[low] = plain.unmetMinimum[line] ?? AT_LOWER;
    columns[rest] = plain.unmetRest[line] ?? AT_LOWER;
  }
  for (const [line, row] of layout.demandRows) rows[row] = plain.demand[line] ?? AT_LOWER;
  for (const [supply, row] of layout.supplyRows) rows[row] = plain.supply[supply] ?? BASIC;
  for (const [group, row] of layout.groupRows) rows[row] = plain.group[group] ?? BASIC;
  for (const [floor, row] of layout.floorRows) {
    if (!missed.has(floor)) continue;
    rows[row] = AT_LOWER;
    columns[layout.floorSlacks.get(floor) ?? -1] = BASIC;
  }
  return { columns, rows };
}

import type { BusinessDate } from './business-date';
import { codesOfEntry, type ListEntry } from './county-designations';
import type { DivisionLineage } from './division-lineage';
import { judgeRow, type JudgedRow, type ListProblem, type ListRow } from './replacement-row';

/** What a replacement list would change. It may be loaded only when `problems` is empty. */
export interface ListDifference {
  additions: JudgedRow[];
  removals: ListEntry[];
  unchanged: { row: JudgedRow; entries: ListEntry[] }[];
  /** Rows whose code has become another since the list's date. */
  carried: JudgedRow[];
  /** Rows kept by name and parent, because GB/T 2260 has no code for them. */
  withoutCode: JudgedRow[];
  problems: ListProblem[];
}

export interface ReplacementList {
  rows: readonly ListRow[];
  /** The day the list was made: its codes are judged by it. */
  date: BusinessDate;
}

/** Compares a replacement list with the entries in force, county by county as of today. */
export function compareLists(
  list: ReplacementList,
  inForce: readonly ListEntry[],
  lineage: DivisionLineage,
  today: BusinessDate,
): ListDifference {
  const judged = list.rows.map((row) => judgeRow(row, list.date, lineage, today));
  const rows = judged.filter((result) => 'row' in result).map((result) => result.row);
  const problems = judged.filter((result) => 'problem' in result).map((result) => result.problem);
  problems.push(...repeatedRows(rows), ...emptyList(list));
  const entriesByIdentity = groupBy(inForce, (entry) => identityOfEntry(entry, lineage, today));
  const identities = new Set(rows.map(identityOfRow));
  return {
    additions: rows.filter((row) => !entriesByIdentity.has(identityOfRow(row))),
    removals: inForce.filter((entry) => !identities.has(identityOfEntry(entry, lineage, today))),
    unchanged: rows.flatMap((row) => {
      const entries = entriesByIdentity.get(identityOfRow(row));
      return entries ? [{ row, entries }] : [];
    }),
    carried: rows.filter((row) => row.code !== null && row.today !== row.code),
    withoutCode: rows.filter((row) => row.code === null),
    problems: problems.sort((a, b) => a.line - b.line),
  };
}

/** All or nothing: one bad line and the list stays out. */
export function mayBeLoaded(difference: ListDifference): boolean {
  return difference.problems.length === 0;
}

function emptyList(list: ReplacementList): ListProblem[] {
  return list.rows.length > 0
    ? []
    : [{ line: 1, reason: 'EMPTY_LIST', code: null, name: '', candidates: [] }];
}

/** The same printed code twice is a slip of the pen; two printed codes that became one county are not. */
function repeatedRows(rows: readonly JudgedRow[]): ListProblem[] {
  const groups = groupBy(rows, (row) => row.code ?? `${row.parentCode} ${row.name}`);
  return [...groups.values()].flatMap(([first, ...again]) =>
    again.map((row) => ({
      line: row.line,
      reason: 'REPEATED' as const,
      code: row.code,
      name: row.name,
      candidates: [`${first?.line}`],
    })),
  );
}

function identityOfRow(row: JudgedRow): string {
  return row.today ?? `${row.parentCode} ${row.name}`;
}

function identityOfEntry(entry: ListEntry, lineage: DivisionLineage, today: BusinessDate): string {
  return codesOfEntry(entry, lineage, today).join('+') || `${entry.parentCode} ${entry.name}`;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

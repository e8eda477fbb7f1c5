import { spanCovers, type BusinessDate } from './business-date';
import { codesOfEntry, type ListEntry, type ListNumber } from './county-designations';
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

export interface ImportListInput {
  list: ListNumber;
  /** The day the list was made; its codes are judged by it, and it holds from then on. */
  date: BusinessDate;
  rows: readonly ListRow[];
  /** The official document; without one the entries are marked unverified. */
  sourceDocument: string | null;
  apply: boolean;
}

export interface ImportListResult {
  difference: ListDifference;
  loaded: boolean;
}

/** Compares a replacement list with the entries of its list in force on its date, county by county as of today. */
export function compareLists(
  list: ReplacementList,
  entries: readonly ListEntry[],
  lineage: DivisionLineage,
  today: BusinessDate,
): ListDifference {
  const inForce = entries.filter((entry) => spanCovers(entry.validFrom, entry.validTo, list.date));
  const judged = list.rows.map((row) => judgeRow(row, list.date, lineage, today));
  const rows = judged.filter((result) => 'row' in result).map((result) => result.row);
  const problems = judged.filter((result) => 'problem' in result).map((result) => result.problem);
  problems.push(...repeatedRows(rows), ...emptyList(list), ...olderThanLoaded(list, entries));
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

/** The entries a replacement list brings; what is known of a county's way out of poverty goes along. */
export function newEntries(list: ImportListInput, difference: ListDifference): Omit<ListEntry, 'id'>[] {
  const known = difference.unchanged.map(({ row, entries }) => ({ row, before: entries[0] ?? null }));
  const added = difference.additions.map((row) => ({ row, before: null }));
  return [...known, ...added].map(({ row, before }) => ({
    list: list.list,
    code: row.code,
    name: row.name,
    parentCode: row.parentCode,
    judgedOn: list.date,
    carriedTo: row.carriedTo,
    yearLeftPoverty: before?.yearLeftPoverty ?? null,
    validFrom: list.date,
    validTo: null,
    sourceDocument: list.sourceDocument ?? `${list.list} 名单(${list.date} 导入)`,
    verified: list.sourceDocument !== null,
    note: null,
  }));
}

/** Lists are replaced forwards; one of the same date corrects the one that is there. */
function olderThanLoaded(list: ReplacementList, entries: readonly ListEntry[]): ListProblem[] {
  const newest = entries.reduce((latest, entry) => (entry.validFrom > latest ? entry.validFrom : latest), '');
  if (list.date >= newest) return [];
  return [{ line: 1, reason: 'OLDER_THAN_LOADED', code: null, name: '', candidates: [newest] }];
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

import type { ListEntry } from './county-designations';
import type { DivisionLineage } from './division-lineage';
import type { ListDifference } from './replacement-list';
import type { JudgedRow, ListProblem, ListProblemReason } from './replacement-row';

const REASONS: Record<ListProblemReason, { zh: string; en: string }> = {
  EMPTY_LIST: { zh: '名单没有任何条目', en: 'the list has no entries' },
  OLDER_THAN_LOADED: { zh: '库中已有更新的名单', en: 'a newer list is loaded already' },
  NAME_MISSING: { zh: '缺少名称', en: 'the name is missing' },
  MALFORMED_CODE: { zh: '代码不是 6 位数字', en: 'the code is not six digits' },
  UNKNOWN_CODE: { zh: '没有这个代码', en: 'no such code' },
  NOT_VALID_ON_LIST_DATE: { zh: '代码在名单日期无效', en: 'the code was not valid on the date of the list' },
  NOT_A_COUNTY: { zh: '不是县级代码', en: 'not the code of a county' },
  NAME_DIFFERS: { zh: '名称与代码不符', en: 'the name is not the one of the code' },
  PARENT_UNKNOWN: { zh: '上级行政区划无法识别', en: 'the parent is not known' },
  CODE_OMITTED: { zh: '该地有代码但未填写', en: 'the place has a code, which is missing' },
  NEEDS_SUCCESSOR: { zh: '已拆分,请在 successor 列选定', en: 'was split: choose in the column successor' },
  SUCCESSOR_UNKNOWN: {
    zh: 'successor 列不是其现今代码',
    en: 'the successor is not one of its codes of today',
  },
  NO_SUCCESSOR_TODAY: { zh: '现今无对应代码', en: 'has no code today' },
  REPEATED: { zh: '重复,首见于行', en: 'repeated, first seen in line' },
};

/** What an import would change, for a terminal: Chinese first, English complete. */
export function differenceLines(difference: ListDifference, lineage: DivisionLineage): string[] {
  const nameOf = (code: string) => lineage.periodsOf(code).at(-1)?.name ?? '';
  return [
    ...section('新增', 'added', difference.additions.map(rowText)),
    ...section('移出', 'removed', difference.removals.map(entryText)),
    ...section(
      '代码已变更',
      'carried to the code of today',
      difference.carried.map((row) => carriedText(row, nameOf)),
    ),
    ...section(
      '无代码,保留名称与上级',
      'without a code, kept by name and parent',
      difference.withoutCode.map(rowText),
    ),
    `= 不变 / unchanged: ${difference.unchanged.length}`,
    ...section('有误', 'wrong', difference.problems.map(problemText)),
  ];
}

function section(zh: string, en: string, lines: readonly string[]): string[] {
  return [`${zh} / ${en}: ${lines.length}`, ...lines.map((line) => `    ${line}`)];
}

function rowText(row: JudgedRow): string {
  return `${row.code ?? '------'} ${row.name} (${row.parentCode})`;
}

function carriedText(row: JudgedRow, nameOf: (code: string) => string): string {
  return `${row.code} ${row.name} → ${row.today} ${row.today === null ? '' : nameOf(row.today)}`;
}

function entryText(entry: ListEntry): string {
  return `${entry.code ?? '------'} ${entry.name} (${entry.parentCode})`;
}

function problemText(problem: ListProblem): string {
  const { zh, en } = REASONS[problem.reason];
  const hint = problem.candidates.length > 0 ? ` [${problem.candidates.join(', ')}]` : '';
  return `第 ${problem.line} 行 / line ${problem.line}: ${problem.code ?? ''} ${problem.name} ${zh} / ${en}${hint}`;
}

import type { BusinessDate } from './business-date';
import { levelOf, namesAgree } from './division-kind';
import type { DivisionLineage } from './division-lineage';

/** A line as it was read from the file; nothing about it is believed yet. */
export interface ListRow {
  line: number;
  code: string | null;
  name: string;
  /** Code or full name of the prefecture or province the list prints the row under. */
  parent: string;
  /** Today's code, chosen by a person where a county was split. */
  successor: string | null;
}

/** A line judged by the list's own date; `today` is the code it is carried to, null for a place without one. */
export interface JudgedRow {
  line: number;
  code: string | null;
  name: string;
  parentCode: string;
  today: string | null;
  /** Set where a person's choice, not the code changes alone, names today's code. */
  carriedTo: string | null;
}

export type ListProblemReason =
  | 'EMPTY_LIST'
  | 'OLDER_THAN_LOADED'
  | 'NAME_MISSING'
  | 'MALFORMED_CODE'
  | 'UNKNOWN_CODE'
  | 'NOT_VALID_ON_LIST_DATE'
  | 'NOT_A_COUNTY'
  | 'NAME_DIFFERS'
  | 'PARENT_UNKNOWN'
  | 'CODE_OMITTED'
  | 'NEEDS_SUCCESSOR'
  | 'SUCCESSOR_UNKNOWN'
  | 'NO_SUCCESSOR_TODAY'
  | 'REPEATED';

export interface ListProblem {
  line: number;
  reason: ListProblemReason;
  code: string | null;
  name: string;
  /** What would have been right, where that can be told: codes, names, or the line first seen. */
  candidates: string[];
}

type Judgement = { row: JudgedRow } | { problem: ListProblem };

/** Judges one line by the list's own date and carries it to today's code. */
export function judgeRow(
  row: ListRow,
  date: BusinessDate,
  lineage: DivisionLineage,
  today: BusinessDate,
): Judgement {
  if (row.name === '') return refuse(row, 'NAME_MISSING');
  if (row.code === null) return judgeWithoutCode(row, date, lineage, today);
  return judgeCode(row, row.code, date, lineage) ?? carry(row, row.code, date, lineage, today);
}

function judgeCode(
  row: ListRow,
  code: string,
  date: BusinessDate,
  lineage: DivisionLineage,
): Judgement | null {
  if (!/^\d{6}$/.test(code)) return refuse(row, 'MALFORMED_CODE');
  const known = lineage.periodsOf(code);
  if (known.length === 0) return refuse(row, 'UNKNOWN_CODE');
  if (levelOf(code) !== 'COUNTY') return refuse(row, 'NOT_A_COUNTY');
  const period = lineage.periodOn(code, date);
  if (!period) return refuse(row, 'NOT_VALID_ON_LIST_DATE', known.map(spanText));
  return namesAgree(period.name, row.name) ? null : refuse(row, 'NAME_DIFFERS', [period.name]);
}

function carry(
  row: ListRow,
  code: string,
  date: BusinessDate,
  lineage: DivisionLineage,
  today: BusinessDate,
): Judgement {
  const candidates = lineage.successorsOn(code, date, today);
  if (candidates.length === 0) return refuse(row, 'NO_SUCCESSOR_TODAY');
  if (row.successor !== null && !candidates.includes(row.successor))
    return refuse(row, 'SUCCESSOR_UNKNOWN', candidates);
  const alike = candidates.filter((one) => namesAgree(lineage.periodOn(one, today)?.name ?? '', row.name));
  const chosen = row.successor ?? only(candidates) ?? only(alike);
  if (chosen === null) return refuse(row, 'NEEDS_SUCCESSOR', candidates);
  return {
    row: {
      line: row.line,
      code,
      name: row.name,
      parentCode: parentOf(chosen, lineage, today),
      today: chosen,
      carriedTo: candidates.length > 1 ? chosen : null,
    },
  };
}

/** 大柴旦 and its like: no code, so name and parent are kept, unless the parent has a county of that name. */
function judgeWithoutCode(
  row: ListRow,
  date: BusinessDate,
  lineage: DivisionLineage,
  today: BusinessDate,
): Judgement {
  const parentCode = resolveParent(row.parent, date, lineage);
  if (parentCode === null) return refuse(row, 'PARENT_UNKNOWN');
  const stem = parentCode.replace(/(00)+$/, '');
  const inside = lineage
    .allOn(date)
    .filter((one) => levelOf(one.code) === 'COUNTY' && one.code.startsWith(stem));
  const omitted = inside.filter((one) => one.name === row.name).map((one) => one.code);
  if (omitted.length > 0) return refuse(row, 'CODE_OMITTED', omitted);
  if (row.successor !== null && !lineage.validOn(row.successor, today))
    return refuse(row, 'SUCCESSOR_UNKNOWN');
  return {
    row: {
      line: row.line,
      code: null,
      name: row.name,
      parentCode,
      today: row.successor,
      carriedTo: row.successor,
    },
  };
}

/** The parent may be printed as code, as name, or in full (青海省海西蒙古族藏族自治州). */
function resolveParent(parent: string, date: BusinessDate, lineage: DivisionLineage): string | null {
  if (/^\d{6}$/.test(parent))
    return levelOf(parent) !== 'COUNTY' && lineage.validOn(parent, date) ? parent : null;
  const above = lineage.allOn(date).filter((one) => levelOf(one.code) !== 'COUNTY');
  const matches = above.filter((one) => {
    const province = lineage.periodOn(`${one.code.slice(0, 2)}0000`, date)?.name ?? '';
    return one.name === parent || `${province}${one.name}` === parent;
  });
  return only(matches)?.code ?? null;
}

function parentOf(code: string, lineage: DivisionLineage, on: BusinessDate): string {
  const prefecture = `${code.slice(0, 4)}00`;
  return lineage.validOn(prefecture, on) ? prefecture : `${code.slice(0, 2)}0000`;
}

function spanText(period: { name: string; firstYear: number | null; lastYear: number | null }): string {
  return `${period.name} ${period.firstYear ?? ''}–${period.lastYear ?? ''}`;
}

function only<T>(items: readonly T[]): T | null {
  return items.length === 1 ? (items[0] ?? null) : null;
}

function refuse(row: ListRow, reason: ListProblemReason, candidates: string[] = []): Judgement {
  return { problem: { line: row.line, reason, code: row.code, name: row.name, candidates } };
}

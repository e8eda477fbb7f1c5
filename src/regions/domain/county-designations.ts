import { spanCovers, yearOf, type BusinessDate } from './business-date';
import type { DivisionLineage } from './division-lineage';

/** 832: 脱贫县; 160: 国家乡村振兴重点帮扶县; a list of less developed areas may follow under its own number. */
export const DESIGNATION_BY_LIST = { '832': 'FORMER_POVERTY_COUNTY', '160': 'KEY_ASSISTED_COUNTY' } as const;
export type ListNumber = keyof typeof DESIGNATION_BY_LIST;
export type Designation = (typeof DESIGNATION_BY_LIST)[ListNumber];
export const DESIGNATIONS: readonly Designation[] = ['FORMER_POVERTY_COUNTY', 'KEY_ASSISTED_COUNTY'];

export function isListNumber(text: string): text is ListNumber {
  return Object.hasOwn(DESIGNATION_BY_LIST, text);
}

/** One line of a list for the time it stood on it. The entry, not the county code, is the key: two may have become one county. */
export interface ListEntry {
  id: string;
  list: ListNumber;
  /** The code on the day the list judges by; null where GB/T 2260 has none (大柴旦). */
  code: string | null;
  name: string;
  /** Prefecture or province the entry is printed under, by today's code. */
  parentCode: string;
  judgedOn: BusinessDate;
  /** The chosen successor where code changes leave it open or do not know the entry. */
  carriedTo: string | null;
  yearLeftPoverty: number | null;
  validFrom: BusinessDate;
  validTo: BusinessDate | null;
  sourceDocument: string;
  verified: boolean;
  note: string | null;
}

/** Codes valid on a day that stand for the entry; empty for an entry without a code or before its successor existed. */
export function codesOfEntry(entry: ListEntry, lineage: DivisionLineage, on: BusinessDate): string[] {
  const { code, carriedTo } = entry;
  const bearers = code === null ? [] : lineage.bearersOn(code, entry.judgedOn, on);
  if (carriedTo === null) return bearers;
  if (bearers.includes(carriedTo)) return bearers.filter((bearer) => bearer === carriedTo || bearer === code);
  const chosen = lineage.periodsOf(carriedTo).at(-1);
  if (!chosen || (code !== null && bearers.includes(code))) return bearers;
  return lineage.bearersOn(carriedTo, chosen.lastYear === null ? on : `${chosen.lastYear}-01-01`, on);
}

/** Which counties are on which list, asked as of any day. */
export class CountyDesignations {
  private readonly entriesByYear = new Map<number, Map<string, ListEntry[]>>();

  constructor(
    private readonly entries: readonly ListEntry[],
    private readonly lineage: DivisionLineage,
  ) {}

  /** List entries that cover a county code on a day. */
  entriesOf(countyCode: string, on: BusinessDate): ListEntry[] {
    const found = this.entriesIn(on).get(countyCode) ?? [];
    return found.filter((entry) => spanCovers(entry.validFrom, entry.validTo, on));
  }

  /** Names of the lists a county stands on that day, in the order of the lists. */
  designationsOf(countyCode: string, on: BusinessDate): Designation[] {
    const held = new Set(this.entriesOf(countyCode, on).map((entry) => DESIGNATION_BY_LIST[entry.list]));
    return DESIGNATIONS.filter((designation) => held.has(designation));
  }

  /** Entries of all lists on a day, list by list as printed: by code, those without one last. */
  membersOn(on: BusinessDate): ListEntry[] {
    return this.entries
      .filter((entry) => spanCovers(entry.validFrom, entry.validTo, on))
      .sort((a, b) => (printOrderOf(a) < printOrderOf(b) ? -1 : 1));
  }

  /** Codes change by the year, so one index a year serves every day in it. */
  private entriesIn(on: BusinessDate): Map<string, ListEntry[]> {
    const known = this.entriesByYear.get(yearOf(on));
    if (known) return known;
    const index = new Map<string, ListEntry[]>();
    for (const entry of this.entries) {
      for (const code of codesOfEntry(entry, this.lineage, on))
        index.set(code, [...(index.get(code) ?? []), entry]);
    }
    this.entriesByYear.set(yearOf(on), index);
    return index;
  }
}

/** Sorts by list and code; `~` comes after every digit, so entries without one come last. Unique on a day. */
export function printOrderOf(entry: ListEntry): string {
  return `${entry.list} ${entry.code ?? `~${entry.parentCode}`} ${entry.name}`;
}

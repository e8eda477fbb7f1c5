import type { BusinessDate } from './business-date';
import { isListNumber, type ListEntry, type ListNumber } from './county-designations';
import { RULE_KEYS, RULE_UNITS, type DatedRule } from './dated-rules';
import type { DivisionPeriod } from './division-lineage';
import type { PolicyRegime } from './policy-regimes';
import type { HolidayNotice } from './working-days';

/** Reads the compact reference files: one tab-separated line a fact, trailing empty cells left out. */

interface Rows {
  rows: readonly string[];
}

export function readDivisions(file: Rows): DivisionPeriod[] {
  return file.rows.map((line) => {
    const [code = '', name = '', first = '', last = '', successors = '', longitude = '', latitude = ''] =
      line.split('\t');
    return {
      code,
      name,
      firstYear: first === '' ? null : Number(first),
      lastYear: last === '' ? null : Number(last),
      successors: successors === '' ? [] : successors.split(','),
      longitude: longitude || null,
      latitude: latitude || null,
    };
  });
}

interface ListFile extends Rows {
  list: string;
  date: BusinessDate;
  source: string;
}

type NewEntry = Omit<ListEntry, 'id'>;

function listEntry(file: ListFile, code: string, name: string, parentCode: string): NewEntry {
  return {
    list: knownList(file.list),
    code: code || null,
    name,
    parentCode,
    judgedOn: file.date,
    carriedTo: null,
    yearLeftPoverty: null,
    validFrom: file.date,
    validTo: null,
    sourceDocument: file.source,
    verified: true,
    note: null,
  };
}

export function readList832(file: ListFile): NewEntry[] {
  return file.rows.map((line) => {
    const [code = '', name = '', parent = '', year = '', carriedTo = '', note = ''] = line.split('\t');
    return {
      ...listEntry(file, code, name, parent),
      yearLeftPoverty: Number(year),
      carriedTo: carriedTo || null,
      note: note || null,
    };
  });
}

export function readList160(file: ListFile): NewEntry[] {
  return file.rows.map((line) => {
    const [code = '', name = '', parent = '', verified = '', doubt = ''] = line.split('\t');
    return { ...listEntry(file, code, name, parent), verified: verified === '1', note: doubt || null };
  });
}

export function readRules(file: Rows): DatedRule[] {
  return file.rows.map((line) => {
    const [key, region = '', value = '', unit, validFrom = '', validTo = '', sourceDocument = '', verified] =
      line.split('\t');
    return {
      key: known(RULE_KEYS, key),
      regionCode: region || null,
      value,
      unit: known(RULE_UNITS, unit),
      validFrom,
      validTo: validTo || null,
      sourceDocument,
      verified: verified === '1',
    };
  });
}

export function readPolicyRegimes(file: Rows): PolicyRegime[] {
  return file.rows.map((line) => {
    const [code = '', nameZh = '', nameEn = '', validFrom = '', validTo = '', sourceDocument = '', verified] =
      line.split('\t');
    return {
      code,
      nameZh,
      nameEn,
      validFrom,
      validTo: validTo || null,
      sourceDocument,
      verified: verified === '1',
    };
  });
}

interface HolidayFile {
  notices: readonly { year: number; source: string; verified: boolean; rows: readonly string[] }[];
}

export function readHolidayNotices(file: HolidayFile): HolidayNotice[] {
  return file.notices.map(({ year, source, verified, rows }) => ({
    year,
    sourceDocument: source,
    verified,
    spans: rows.map((line) => {
      const [kind, firstDay = '', lastDay = '', name = ''] = line.split('\t');
      return { kind: known(['REST', 'WORK'] as const, kind), firstDay, lastDay, name };
    }),
  }));
}

function knownList(text: string): ListNumber {
  if (!isListNumber(text)) throw new Error(`unknown list ${text}`);
  return text;
}

function known<T extends string>(values: readonly T[], text: string | undefined): T {
  const found = values.find((value) => value === text);
  if (found === undefined) throw new Error(`unknown value ${String(text)}; known: ${values.join(', ')}`);
  return found;
}

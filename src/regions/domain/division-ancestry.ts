import type { BusinessDate } from './business-date';
import { kindOf, levelOf, type DivisionKind, type DivisionLevel } from './division-kind';
import type { DivisionLineage } from './division-lineage';

/** A place on a day with what it lies in; the prefecture is null below 直辖市, for 省直辖县级 and for provinces. */
export interface Place {
  code: string;
  name: string;
  level: DivisionLevel;
  kind: DivisionKind;
  prefectureCode: string | null;
  prefectureName: string | null;
  provinceCode: string;
  provinceName: string;
  /** 省直辖县级行政区划: a county-level place directly below a province that is not a municipality. */
  directlyUnderProvince: boolean;
  longitude: string | null;
  latitude: string | null;
}

/** The place a code stood for on a day, or null where it was not valid. */
export function placeOn(lineage: DivisionLineage, code: string, on: BusinessDate): Place | null {
  const period = lineage.periodOn(code, on);
  const province = lineage.periodOn(`${code.slice(0, 2)}0000`, on);
  if (!period || !province) return null;
  const level = levelOf(code);
  const prefecture = level === 'PROVINCE' ? null : lineage.periodOn(`${code.slice(0, 4)}00`, on);
  const isMunicipal = kindOf(province.code, province.name) === 'MUNICIPALITY';
  return {
    code,
    name: period.name,
    level,
    kind: kindOf(code, period.name),
    prefectureCode: prefecture?.code ?? null,
    prefectureName: prefecture?.name ?? null,
    provinceCode: province.code,
    provinceName: province.name,
    directlyUnderProvince: level === 'COUNTY' && prefecture === null && !isMunicipal,
    longitude: period.longitude,
    latitude: period.latitude,
  };
}

/** 广西壮族自治区百色市靖西市: how a list or a letter names the place in full. */
export function fullNameOf(place: Place): string {
  if (place.level === 'PROVINCE') return place.name;
  const prefecture = place.level === 'COUNTY' ? (place.prefectureName ?? '') : '';
  return `${place.provinceName}${prefecture}${place.name}`;
}

/** The code itself and what it lies in, most specific first: the order in which a dated rule is looked for. */
export function ancestorCodes(code: string): string[] {
  return [...new Set([code, `${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`])];
}

/** The digits that everything inside the region shares: 510000 → 51, 513400 → 5134, 513430 → 513430. */
export function sharedDigits(code: string): string {
  return code.replace(/(00){1,2}$/, '');
}

/** True where the code is the scope itself or lies in it: by GB/T 2260 the hierarchy stands in the digits. */
export function liesWithin(code: string, scopeCode: string): boolean {
  return ancestorCodes(code).includes(scopeCode);
}

import { MoneyError } from './money-error';

/** What is measured. */
export type Dimension = 'MASS' | 'VOLUME' | 'COUNT' | 'AREA';

/**
 * The integer everything is kept in: gram, millilitre, piece, and 丝 for area.
 * 丝 = 0.0001 亩 = 1/15 m²: 亩 (= 2000/3 m²) is no whole number of square metres or centimetres, but 亩, m² (15 丝)
 * and hectare (150,000 丝) are all whole numbers of 丝, so land stays exact in the unit contracts use.
 */
export type BaseUnit = 'g' | 'ml' | 'piece' | 'si';

export interface Unit {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly dimension: Dimension;
  readonly baseUnit: BaseUnit;
  /** Base units in one of these; an integer for every unit we know. */
  readonly basePerUnit: bigint;
  /** Decimals it is written with: as many as one base unit needs, or the most that are exact (m², ha). */
  readonly decimals: number;
  /** Code of UNECE Recommendation 20, or of 21 for packages; absent where there is none. */
  readonly uneceCode?: string;
}

function unitsOf(dimension: Dimension, baseUnit: BaseUnit, ...rows: readonly UnitRow[]): Unit[] {
  return rows.map(([code, zh, en, basePerUnit, decimals, uneceCode]) =>
    Object.freeze({
      code,
      zh,
      en,
      dimension,
      baseUnit,
      basePerUnit,
      decimals,
      ...(uneceCode && { uneceCode }),
    }),
  );
}

type UnitRow = readonly [
  code: string,
  zh: string,
  en: string,
  basePerUnit: bigint,
  decimals: number,
  unece?: string,
];

/** Every unit goods and land are stated in. 斤 and 两 as fixed in 1959: 500 g, 10 两 to a 斤. */
export const units: readonly Unit[] = Object.freeze([
  ...unitsOf(
    'MASS',
    'g',
    ['kg', '千克', 'kilogram', 1_000n, 3, 'KGM'],
    ['g', '克', 'gram', 1n, 0, 'GRM'],
    ['t', '吨', 'tonne', 1_000_000n, 6, 'TNE'],
    ['jin', '斤', 'jin (500 g)', 500n, 3],
    ['liang', '两', 'liang (50 g)', 50n, 2],
  ),
  ...unitsOf(
    'VOLUME',
    'ml',
    ['L', '升', 'litre', 1_000n, 3, 'LTR'],
    ['ml', '毫升', 'millilitre', 1n, 0, 'MLT'],
  ),
  ...unitsOf(
    'COUNT',
    'piece',
    ['piece', '个', 'piece', 1n, 0, 'H87'],
    ['head', '头', 'head', 1n, 0, 'HEA'],
    ['bird', '只', 'bird', 1n, 0],
    ['stem', '枝', 'stem', 1n, 0],
    ['bag', '袋', 'bag', 1n, 0, 'XBG'],
    ['box', '盒', 'box', 1n, 0, 'XBX'],
    ['carton', '箱', 'carton', 1n, 0, 'XCT'],
    ['bottle', '瓶', 'bottle', 1n, 0, 'XBO'],
    ['jar', '罐', 'jar', 1n, 0, 'XJR'],
  ),
  ...unitsOf(
    'AREA',
    'si',
    ['mu', '亩', 'mu (1/15 ha)', 10_000n, 4],
    ['ha', '公顷', 'hectare', 150_000n, 5, 'HAR'],
    ['m2', '平方米', 'square metre', 15n, 1, 'MTK'],
  ),
]);

/**
 * What people also write. 公斤 stands beside 千克 in the table of legal units (国务院关于在我国统一实行法定计量单位的命令, 1984);
 * 市斤 and 市亩 are the long names of 斤 and 亩 (国务院关于统一计量制度的命令, 1959). 件 counts pieces: a package is 箱, 袋, 盒.
 */
const otherWords: Readonly<Record<string, string>> = { 公斤: 'kg', 市斤: 'jin', 市亩: 'mu', 件: 'piece' };

const byWord: ReadonlyMap<string, Unit> = new Map([
  ...units.flatMap((unit) => [[unit.code, unit] as const, [unit.zh, unit] as const]),
  ...units.flatMap((unit) =>
    Object.entries(otherWords).flatMap(([word, code]) => (code === unit.code ? [[word, unit] as const] : [])),
  ),
]);

/** The unit of this code or Chinese word; throws MoneyError UNIT_UNKNOWN. Codes are case-sensitive; what is kept is the code. */
export function unitOf(word: string): Unit {
  const unit = byWord.get(word);
  if (!unit) throw new MoneyError('UNIT_UNKNOWN', ['unit']);
  return unit;
}

/** Whether one converts into the other. Counted things convert only into themselves: a carton is no bag and a head no bird. */
export function convertible(code: string, otherCode: string): boolean {
  const unit = unitOf(code);
  const other = unitOf(otherCode);
  return unit.dimension === other.dimension && (unit.dimension !== 'COUNT' || unit.code === other.code);
}

import { yieldOfArea } from '../../../libs/money/src/index';
import type { BusinessDate } from './business-date';
import type { Crop } from './categories';

/** The most one 亩 can yield of a crop in a year, as a dated fact; nobody who sells types it. */
export interface YieldCeiling {
  readonly cropCode: string | null;
  readonly categoryCode: string;
  /** Null is national. */
  readonly countyCode: string | null;
  readonly perMuBase: bigint;
  readonly validFrom: BusinessDate;
  readonly validTo: BusinessDate | null;
  readonly verified: boolean;
}

const BASE_PER_KILOGRAM_OR_LITRE = 1000n;

export function readYieldCeilings(rows: readonly string[]): YieldCeiling[] {
  return rows.map((row) => {
    const [crop, category = '', county, amount = '', from = '', to, verified] = row.split('\t');
    return {
      cropCode: crop || null,
      categoryCode: category,
      countyCode: county || null,
      perMuBase: BigInt(amount) * BASE_PER_KILOGRAM_OR_LITRE,
      validFrom: from,
      validTo: to || null,
      verified: verified === '1',
    };
  });
}

/** The county's own figure before the national one, the crop's before its category's, the latest first; null where none is known. */
export function yieldCeilingOf(
  known: readonly YieldCeiling[],
  crop: Crop,
  countyCode: string,
  on: BusinessDate,
): YieldCeiling | null {
  const inForce = known
    .filter((row) => row.validFrom <= on && (row.validTo === null || on <= row.validTo))
    .filter((row) => row.countyCode === null || row.countyCode === countyCode)
    .filter((row) =>
      row.cropCode === null ? row.categoryCode === crop.categoryCode : row.cropCode === crop.code,
    );
  const weight = (row: YieldCeiling) => (row.countyCode ? 2 : 0) + (row.cropCode ? 1 : 0);
  return inForce.toSorted((a, b) => weight(b) - weight(a) || (a.validFrom < b.validFrom ? 1 : -1))[0] ?? null;
}

/** Σ in(lots) may not exceed this (I3): area × yield × (1 + tolerance), rounded down. */
export function massBalanceLimit(
  areaSi: bigint,
  ceiling: YieldCeiling,
  tolerance: { numerator: bigint; denominator: bigint },
): bigint {
  const grown = yieldOfArea(areaSi, ceiling.perMuBase);
  return grown + (grown * tolerance.numerator) / tolerance.denominator;
}

/** Ceilings hold for the harvest year: a season asks for its last day. */
export const seasonEnd = (season: number): BusinessDate => `${season}-12-31`;

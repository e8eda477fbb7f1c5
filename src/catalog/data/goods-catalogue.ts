import { readCategories, readCrops, type Category, type Crop } from '../domain/categories';
import { readYieldCeilings, seasonEnd, yieldCeilingOf, type YieldCeiling } from '../domain/yield-ceilings';
import { readVatAllowances, treatmentsOf, type VatTreatment } from '../domain/vat';
import cropFile from './crops.json';
import categoryFile from './product-categories.json';
import vatFile from './vat-treatments.json';
import yieldFile from './yield-ceilings.json';

export const categories: readonly Category[] = readCategories(categoryFile.rows);
export const crops: readonly Crop[] = readCrops(cropFile.rows);
const vatAllowances = readVatAllowances(vatFile.rows);
const yieldCeilings = readYieldCeilings(yieldFile.rows);

const categoryByCode = new Map(categories.map((category) => [category.code, category]));
const cropByCode = new Map(crops.map((crop) => [crop.code, crop]));

export const categoryOf = (code: string): Category | undefined => categoryByCode.get(code);
export const cropOf = (code: string): Crop | undefined => cropByCode.get(code);

/** The yield ceiling that holds for a harvest year; null where none is known. */
export function ceilingOf(cropCode: string, countyCode: string, season: number): YieldCeiling | null {
  const crop = cropOf(cropCode);
  return crop ? yieldCeilingOf(yieldCeilings, crop, countyCode, seasonEnd(season)) : null;
}

/** The VAT treatments goods of a category may be sold at on a day. */
export const vatTreatmentsOf = (categoryCode: string, on: string): VatTreatment[] =>
  treatmentsOf(vatAllowances, categoryCode, on);

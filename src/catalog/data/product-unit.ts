import { orRefused, unitOf, type Dimension } from '../../../libs/money/src/index';
import { refuse } from '../../../libs/workflow/src/index';
import { catalogRefusals } from '../domain/catalog.refusals';
import type { GoodsBaseUnit } from '../domain/sellable-lot';
import { categoryOf, cropOf } from './goods-catalogue';

const BASE: Partial<Record<Dimension, GoodsBaseUnit>> = { MASS: 'g', VOLUME: 'ml', COUNT: 'piece' };

/** The base unit of goods of a category said in a unit; refuses what does not fit together. */
export function unitFor(goods: {
  categoryCode: string;
  cropCode?: string | null;
  displayUnit: string;
}): GoodsBaseUnit {
  const category = categoryOf(goods.categoryCode);
  if (!category) refuse(catalogRefusals.CATEGORY_UNKNOWN(['categoryCode']));
  if (goods.cropCode && !cropOf(goods.cropCode)?.categoryCode.startsWith(category.code))
    refuse(catalogRefusals.CROP_NOT_OF_CATEGORY(['cropCode']));
  const unit = orRefused(['displayUnit'], () => unitOf(goods.displayUnit));
  const base = BASE[unit.dimension];
  // A yield ceiling is a weight or a volume: what grows on land cannot be sold by the box.
  const countedOff = unit.dimension === 'COUNT' && !goods.cropCode;
  if (!base || (unit.dimension !== category.dimension && !countedOff))
    refuse(catalogRefusals.UNIT_NOT_OF_CATEGORY(['displayUnit']));
  return base;
}

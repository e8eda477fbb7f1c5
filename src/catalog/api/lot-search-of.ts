import { parseQuantity } from '../../../libs/money/src/index';
import { MoneyError } from '../../../libs/money/src/index';
import { badInput, type BusinessDate } from '../../platform/index';
import { categoryOf } from '../data/goods-catalogue';
import { fenOf } from '../domain/said-amounts';
import type { WantedLots } from '../storage/lot-conditions';
import type { LotFilter } from './lot-filter.input';

/** Reads the filter; a query has no refusals, so what is wrong with it is bad input with its path. */
export function lotSearchOf(
  filter: LotFilter,
  today: BusinessDate,
  pairedRegions: readonly string[] | null,
): WantedLots {
  const read = <Value>(path: string, value: () => Value): Value => {
    try {
      return value();
    } catch (error) {
      if (error instanceof MoneyError) throw badInput(['filter', path, ...error.path], error.texts);
      throw error;
    }
  };
  const { quantity, priceFrom, priceTo } = filter;
  return {
    today,
    text: filter.text ?? null,
    categoryCode: filter.categoryCode ?? null,
    regions: pairedRegions,
    originRegion: filter.originRegion ?? null,
    onSaleOn: filter.onSaleOn ?? today,
    certificate: filter.certificate ?? null,
    recognised: filter.recognised === true,
    quantity: quantity ? read('quantity', () => parseQuantity(quantity)) : null,
    priceFromFen: priceFrom ? read('priceFrom', () => fenOf(priceFrom, [])) : null,
    priceToFen: priceTo ? read('priceTo', () => fenOf(priceTo, [])) : null,
    deliverBy: filter.deliverBy ?? null,
  };
}

/** A category or place that never was would find nothing for ever: that is said instead of an empty list. */
export function requireKnown(filter: LotFilter, wasEverAPlace: (code: string) => boolean): void {
  const { categoryCode, originRegion } = filter;
  if (categoryCode && !categoryOf(categoryCode))
    throw badInput(['filter', 'categoryCode'], {
      zh: '没有该商品品类',
      en: 'There is no such category of goods',
    });
  if (originRegion && !wasEverAPlace(originRegion))
    throw badInput(['filter', 'originRegion'], {
      zh: '没有该行政区划代码',
      en: 'There is no division with this code',
    });
}

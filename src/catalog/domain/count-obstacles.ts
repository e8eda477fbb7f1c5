import type { BilingualText } from '../../../libs/workflow/src/index';

/** Why goods of a lot do not count on a day, from the side of the product. */
export interface CountObstacle {
  readonly code: CountObstacleCode;
  readonly texts: BilingualText;
}

const TEXTS = {
  LOT_UNKNOWN: { zh: '批次不存在', en: 'There is no such lot' },
  PRODUCT_NOT_RECOGNISED: {
    zh: '该产品当日未取得消费帮扶产品认定，或认定已过期、撤销',
    en: 'The product holds no valid recognition on that day',
  },
  SUPPLIER_NOT_ADMITTED: { zh: '供应商当日未处于入驻状态', en: 'The supplier is not admitted on that day' },
  ORIGIN_NOT_DESIGNATED: {
    zh: '产地县当日不在帮扶县域名单内',
    en: 'The county of origin is on no assistance list on that day',
  },
  CAPACITY_NOT_VERIFIED: {
    zh: '批次没有经县农业农村部门核实的产能',
    en: 'No capacity verified by the county stands behind the lot',
  },
  YIELD_CEILING_UNKNOWN: {
    zh: '该作物在产地县没有已知的亩产上限，无法核定产能',
    en: 'No yield ceiling is known for the crop in its county, so the quantity cannot be checked',
  },
  LOT_RECALLED: { zh: '批次已召回', en: 'The lot was recalled' },
} as const;

export type CountObstacleCode = keyof typeof TEXTS;

export const countObstacle = (code: CountObstacleCode): CountObstacle => ({ code, texts: TEXTS[code] });

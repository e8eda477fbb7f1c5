import type { BilingualText } from '../../../libs/workflow/src/index';

/** Why a portion does not count, in words a coordinator understands. The codes are stored, the words may improve. */
const TEXTS = {
  NO_RULE_IN_FORCE: { zh: '结算日没有有效的统计口径', en: 'No counting rule was in force on that day' },
  BUYER_NOT_EASTERN: {
    zh: '归属单位不在东部协作省市',
    en: 'The unit the order belongs to is not in an eastern province of the collaboration',
  },
  BUYER_KIND_NOT_ACCEPTED: {
    zh: '归属单位的类型不在统计范围内',
    en: 'Purchases of this kind of unit are not counted',
  },
  ORIGIN_NOT_WESTERN: {
    zh: '产地不在西部协作省区市',
    en: 'The goods do not come from a western province of the collaboration',
  },
  ORIGIN_CODE_NOT_VALID: {
    zh: '产地行政区划代码在当日无效',
    en: 'The code of the county of origin was not valid on that day',
  },
  COUNTY_NOT_PAIRED: {
    zh: '产地县与归属单位所在地当日没有结对关系',
    en: 'The county of origin and the unit’s region were not paired on that day',
  },
  PAIRING_NOT_CHOSEN: {
    zh: '有多个同级结对关系可计入，下单时未选择',
    en: 'Several equally close pairings cover the order and none was chosen at placement',
  },
  NO_AGREEMENT_IN_FORCE: {
    zh: '该结对关系当年的协作协议尚未经双方签署，或协议没有消费协作指标',
    en: 'No agreement with a consumption commitment is signed by both sides for this pairing and year',
  },
  AUTO_ACCEPTED_NOT_COUNTED: {
    zh: '自动验收的货款按口径不计入',
    en: 'Goods accepted by time alone do not count under the rule',
  },
  INVOICE_MISSING: { zh: '口径要求发票核对，尚未取得', en: 'The rule asks for a matched invoice' },
  PRODUCT_NOT_RECOGNISED: {
    zh: '产品在当日没有有效的消费帮扶产品认定',
    en: 'The product held no valid recognition on that day',
  },
  SUPPLIER_NOT_ADMITTED: {
    zh: '供应商在当日未入驻或已暂停',
    en: 'The supplier was not admitted on that day',
  },
  ORIGIN_NOT_DESIGNATED: {
    zh: '产地县在当日不在帮扶县域名单内',
    en: 'The county of origin stood on no assistance list on that day',
  },
  CAPACITY_NOT_VERIFIED: {
    zh: '批次没有经县农业农村部门核实的产能',
    en: 'No capacity verified by the county stands behind the lot',
  },
  YIELD_CEILING_UNKNOWN: {
    zh: '该作物在产地县没有已知的亩产上限，无法核定产能',
    en: 'No yield ceiling is known for the crop in its county',
  },
  LOT_RECALLED: { zh: '批次已召回', en: 'The lot was recalled' },
  LOT_UNKNOWN: { zh: '批次不存在', en: 'There is no such lot' },
} as const satisfies Record<string, BilingualText>;

export type CountReason = keyof typeof TEXTS;

export function isCountReason(code: string): code is CountReason {
  return Object.hasOwn(TEXTS, code);
}

export function reasonText(code: string): BilingualText {
  return isCountReason(code) ? TEXTS[code] : { zh: code, en: code };
}

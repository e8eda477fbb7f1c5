import type { BilingualText } from '../../../libs/workflow/src/index';

/** Why a row of a table is not taken. The codes are kept with the row, the words may improve. */
const TEXTS = {
  CELL_MISSING: { zh: '必填', en: 'is required' },
  CELL_TOO_LONG: { zh: '内容过长', en: 'is too long' },
  PERSONAL_NUMBER: { zh: '含有手机号、身份证号或银行卡号，请删除', en: 'holds a personal number: remove it' },
  WRITTEN_AS_NUMBER: {
    zh: '写成了数字，末几位可能已丢失：请把单元格设为文本后重填',
    en: 'was written as a number and may have lost its last digits: make it text and fill it in again',
  },
  AMOUNT_FORM: {
    zh: '应为大于零、最多两位小数的金额',
    en: 'must be an amount above zero with at most two decimals',
  },
  QUANTITY_FORM: { zh: '数量或单位无法识别', en: 'the quantity or its unit is not understood' },
  DATE_FORM: { zh: '应为日期，如 2026-07-08', en: 'must be a date such as 2026-07-08' },
  INVOICE_NUMBER_FORM: {
    zh: '应为 6–30 位数字或字母，空格和短横线不计',
    en: 'must have 6 to 30 digits or letters; gaps and hyphens do not count',
  },
  EVIDENCE_UNKNOWN: { zh: '没有这个编号的佐证材料', en: 'no evidence was uploaded with this code' },
  UNIT_UNKNOWN: { zh: '不是本单位或下级单位', en: 'is not your organization or one of its units' },
  UNIT_AMBIGUOUS: {
    zh: '有多个单位使用这个名称，请填写统一社会信用代码',
    en: 'several units bear this name: give the credit code',
  },
  SUPPLIER_UNKNOWN: { zh: '没有这家供应商', en: 'there is no such supplier' },
  OWN_GOODS: { zh: '不能申报本单位自己的销售', en: 'is your own organization' },
  LOT_UNKNOWN: { zh: '该供应商没有这个合格证号的批次', en: 'the supplier has no lot with this number' },
  LOT_AMBIGUOUS: { zh: '该供应商有多个批次使用这个合格证号', en: 'several lots carry this number' },
  LOT_NOT_SOLD_ELSEWHERE: { zh: '该批次已暂停或召回', en: 'the lot is on hold or recalled' },
  LOT_RECALLED: { zh: '该批次已召回', en: 'the lot was recalled' },
  UNIT_DIFFERS: { zh: '单位与该产品的计量方式不符', en: 'the unit does not fit the goods' },
  PURCHASED_IN_FUTURE: { zh: '不能晚于今天', en: 'lies in the future' },
  CLAIM_TOO_OLD: { zh: '早于可申报的最早日期', en: 'lies before the oldest day that may still be claimed' },
  PURCHASED_BEFORE_HARVEST: { zh: '早于批次采收日期', en: 'lies before the harvest of the lot' },
  PAIRING_NOT_APPLICABLE: {
    zh: '没有这个编号的结对关系，或不适用于这笔采购',
    en: 'is no id of a relation, or of one that does not cover this purchase',
  },
  SUPPLIER_NOT_ADMITTED: {
    zh: '供应商在购买当日未处于入驻状态',
    en: 'the supplier was not admitted on the day',
  },
  PRODUCT_NOT_RECOGNISED: {
    zh: '产品在购买当日未取得有效认定',
    en: 'the product held no valid recognition on the day',
  },
  INVOICE_DIFFERS: {
    zh: '同号发票的付款单位或金额不一致',
    en: 'the invoice stands elsewhere with another payer or amount',
  },
  INVOICE_ON_ORDER: {
    zh: '该发票已登记在平台订单上',
    en: 'the invoice stands for an order on the platform',
  },
  INVOICE_LOT_CLAIMED: { zh: '该发票的这个批次已经申报', en: 'this lot of the invoice is claimed already' },
  INVOICE_EXCEEDED: { zh: '各行之和超过发票金额', en: 'more is claimed by the invoice than it says' },
  LOT_SHORT: { zh: '批次剩余数量不足', en: 'the lot has not enough left' },
  TWIN_ON_PLATFORM: {
    zh: '平台上已有同一供应商、批次和金额的订单',
    en: 'an order of the same lot and amount is on the platform',
  },
  TWIN_CLAIM: {
    zh: '已有同日、同一批次和金额的申报',
    en: 'a claim of the same day, lot and amount is there already',
  },
} as const satisfies Record<string, BilingualText>;
export type ImportError = keyof typeof TEXTS;

export const isImportError = (code: string): code is ImportError => Object.hasOwn(TEXTS, code);

export function importErrorText(code: string): BilingualText {
  return isImportError(code) ? TEXTS[code] : { zh: code, en: code };
}

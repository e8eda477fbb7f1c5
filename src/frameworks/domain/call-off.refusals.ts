import { quantityIn, type QuantityText } from '../../../libs/money/src/index';
import { defineRefusals } from '../../../libs/workflow/src/index';

/** Most lines of one call-off. */
export const MOST_CALL_OFF_LINES = 50;

/** Why nothing can be called off. */
export const callOffRefusals = defineRefusals({
  LINES_MISSING: { zh: '请至少填写一行', en: 'Say at least one line' },
  LINES_TOO_MANY: {
    zh: `一次提货最多 ${MOST_CALL_OFF_LINES} 行`,
    en: `A call-off has at most ${MOST_CALL_OFF_LINES} lines`,
  },
  LINE_UNKNOWN: { zh: '协议中没有这一行', en: 'The agreement has no such line' },
  OUTSIDE_PERIOD: {
    zh: (p: { from: string; until: string }) => `协议期限为 ${p.from} 至 ${p.until}`,
    en: (p: { from: string; until: string }) => `The agreement runs from ${p.from} to ${p.until}`,
  },
  QUANTITY_ZERO: { zh: '数量必须大于零', en: 'The quantity must be above zero' },
  CAP_EXCEEDED: {
    zh: (p: { remaining: QuantityText }) => `超出协议上限，可提货数量剩余 ${quantityIn.zh(p.remaining)}`,
    en: (p: { remaining: QuantityText }) =>
      `Above the cap of the agreement: ${quantityIn.en(p.remaining)} remain`,
  },
  DELIVERY_TOO_SOON: {
    zh: (p: { earliest: string }) => `按协议备货天数，最早可于 ${p.earliest} 交货`,
    en: (p: { earliest: string }) => `By the agreed lead time delivery is on ${p.earliest} at the earliest`,
  },
  DELIVERY_AFTER_PERIOD: {
    zh: (p: { until: string }) => `交货日期不能晚于协议最后一日 ${p.until}`,
    en: (p: { until: string }) => `Delivery must not be after the last day of the agreement, ${p.until}`,
  },
  LOT_NOT_OF_LINE: {
    zh: '批次不属于协议约定的供应商、商品和等级，或未在售',
    en: 'The lot is not on sale, or not of the supplier, product and grade agreed on',
  },
  LOT_OR_HARVEST: {
    zh: '批次和预计上市只能填写一个',
    en: 'Name a lot or an announced harvest, not both',
  },
  HARVEST_NOT_AGREED: {
    zh: '协议该行不含预计上市',
    en: 'The agreement’s line does not take announced harvests',
  },
  HARVEST_NOT_OF_LINE: {
    zh: '预计上市不存在，或不属于协议约定的供应商和商品',
    en: 'There is no such announced harvest of the supplier and product agreed on',
  },
  LOTS_SHORT: {
    zh: (p: { available: QuantityText }) => `供应商该商品在售批次不足，剩余 ${quantityIn.zh(p.available)}`,
    en: (p: { available: QuantityText }) =>
      `The supplier's lots on sale have not enough: ${quantityIn.en(p.available)} available`,
  },
  LOT_REPEATED: { zh: '同一批次或预计上市只能填写一次', en: 'A lot or harvest can be named once' },
});

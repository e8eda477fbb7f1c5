import { quantityIn, type QuantityText } from '../../../libs/money/src/index';
import { defineRefusals } from '../../../libs/workflow/src/index';

/** Why goods cannot be sent or taken like this. */
export const deliveryRefusals = defineRefusals({
  RECALLED_NOT_ACCEPTED: {
    zh: '该批次已召回，不能验收：请将数量填为 0 或拒收',
    en: 'The lot was recalled and is not accepted: take none of it, or refuse the delivery',
  },
  SHIPMENT_EMPTY: { zh: '请至少填写一行发货数量', en: 'A shipment needs at least one line' },
  QUANTITY_ZERO: { zh: '数量必须大于零', en: 'The quantity must be above zero' },
  LINE_UNKNOWN: { zh: '订单中没有该行', en: 'The order has no such line' },
  LINE_REPEATED: { zh: '同一行只能填写一次', en: 'A line can be given only once' },
  LINE_MISSING: { zh: '必须逐行填写验收数量', en: 'Every shipped line needs its accepted quantity' },
  ABOVE_TOLERANCE: {
    zh: (p: { most: QuantityText }) => `超过合同允许的上浮范围，最多 ${quantityIn.zh(p.most)}`,
    en: (p: { most: QuantityText }) => `Above the contract's tolerance: at most ${quantityIn.en(p.most)}`,
  },
  VARIANCE_REASON_MISSING: {
    zh: '验收数量少于发货数量时必须说明原因',
    en: 'Say why less than dispatched was taken',
  },
  ALL_REFUSED: {
    zh: '验收数量全部为零时请使用拒收',
    en: 'Where nothing is taken, refuse the delivery instead',
  },
  ORDER_NOT_RECEIVING: {
    zh: '订单当前不能验收（可能处于争议中）',
    en: 'The order cannot receive goods now: it may be disputed',
  },
  PHOTOS_TOO_MANY: { zh: '每行最多 9 张照片', en: 'A line has at most 9 photos' },
});

import { quantityIn, type QuantityText } from '../../../libs/money/src/index';
import { defineRefusals } from '../../../libs/workflow/src/index';

/** Most products of one mandate. */
export const MOST_GOODS = 50;

/** Why a hub cannot be given a mandate, or goes beyond it. */
export const hubRefusals = defineRefusals({
  GOODS_MISSING: { zh: '请至少填写一种商品', en: 'Name at least one product' },
  GOODS_TOO_MANY: {
    zh: `一份委托最多 ${MOST_GOODS} 种商品`,
    en: `A mandate names at most ${MOST_GOODS} products`,
  },
  GOODS_REPEATED: { zh: '同一商品只能填写一次', en: 'A product stands in a mandate once' },
  PRODUCT_UNKNOWN: {
    zh: '该成员没有在售的这一商品',
    en: 'The member offers no such product',
  },
  CEILING_ZERO: { zh: '委托数量必须大于零', en: 'The quantity must be above zero' },
  NOT_MANDATED: {
    zh: '没有生效的委托，或委托不含该商品',
    en: 'There is no mandate that runs, or none for these goods',
  },
  ABOVE_MANDATE: {
    zh: (p: { left: QuantityText }) => `超出委托数量，剩余 ${quantityIn.zh(p.left)}`,
    en: (p: { left: QuantityText }) => `Above the mandate: ${quantityIn.en(p.left)} are left of it`,
  },
  // Said to buyers: how much a hub may sell is between it and its member.
  MANDATE_USED_UP: {
    zh: '报价单位的受托数量不足',
    en: 'Who quoted may not sell so much any more',
  },
});

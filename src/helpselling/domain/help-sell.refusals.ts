import { formatMoney } from '../../../libs/money/src/index';
import { defineRefusals } from '../../../libs/workflow/src/index';

/** Most products of one mandate. */
export const MOST_PRODUCTS = 50;

const yuan = (fen: bigint) => formatMoney({ fen, currency: 'CNY' }).amount;

/** Why a mandate cannot be offered or signed, or does not cover an order. */
export const helpSellRefusals = defineRefusals({
  OPERATOR_UNFIT: {
    zh: '渠道须由平台上的企业、合作社或机关事业单位运营',
    en: 'A channel is run by an enterprise, a cooperative or a public unit of the platform',
  },
  CHANNEL_REGION_UNKNOWN: { zh: '渠道所在地区代码无效', en: 'There is no such region today' },
  CHANNEL_EXISTS: {
    zh: '该运营单位已有同名渠道',
    en: 'This operator runs a channel of this name already',
  },
  CHANNEL_CLOSED: { zh: '该销售渠道已关闭', en: 'The sales channel is closed' },
  PRODUCTS_MISSING: { zh: '请至少填写一种商品', en: 'Name at least one product' },
  PRODUCTS_TOO_MANY: {
    zh: `一份委托最多 ${MOST_PRODUCTS} 种商品`,
    en: `A mandate names at most ${MOST_PRODUCTS} products`,
  },
  PRODUCT_REPEATED: { zh: '同一商品只能填写一次', en: 'A product stands in a mandate once' },
  PRODUCT_UNKNOWN: { zh: '该供应商没有在售的这一商品', en: 'The supplier offers no such product' },
  CEILING_ZERO: { zh: '委托金额上限必须大于零', en: 'The ceiling must be above zero' },
  MANDATE_FROM_PAST: {
    zh: '委托不能从过去的日期开始：只对签署之后的订单有效',
    en: 'A mandate cannot begin in the past: it covers orders placed after it was signed',
  },
  MANDATE_DATES: { zh: '截止日期早于开始日期', en: 'It would end before it begins' },
  MANDATE_TOO_LONG: {
    zh: (p: { days: number }) => `委托期限最长 ${p.days} 天`,
    en: (p: { days: number }) => `A mandate runs for at most ${p.days} days`,
  },
  MANDATE_OVER: { zh: '委托期限已过，不能签署', en: 'Its last day is over: it cannot be signed any more' },
  MANDATE_PARTIES_RELATED: {
    zh: '帮销单位与供应商属于同一组织或使用同一账户',
    en: 'Helper and supplier belong to one house or share a bank account',
  },
  MANDATE_SAME_PERSON: {
    zh: '发起与签署须为不同的人，同一人不得以两个身份办理',
    en: 'Two people make a mandate: nobody offers and signs it under two accounts',
  },
  MANDATE_CHANGED: {
    zh: '委托书与您核对的不一致，请重新核对',
    en: 'The mandate is not the text you read: read it again before signing',
  },
  MANDATE_OVERLAPS: {
    zh: '该商品在此渠道同一期间已有生效的帮销委托',
    en: 'A product of it is under another mandate for this channel in the same period',
  },
  MANDATE_MISSING: {
    zh: '该渠道没有覆盖此商品的有效帮销委托；不经渠道可直接采购',
    en: 'No signed mandate covers these goods on this channel now; without the channel they can be bought directly',
  },
  MANDATE_BUYER_RELATED: {
    zh: '采购方与帮销单位属于同一组织或使用同一账户，不能作为帮助销售；不经渠道可直接采购',
    en: 'Buyer and helper belong to one house or share a bank account: it is no help-sell; without the channel it is a purchase',
  },
  MANDATE_CEILING_EXCEEDED: {
    zh: (p: { leftFen: bigint }) => `超出帮销委托金额上限，剩余 ${yuan(p.leftFen)} 元；不经渠道可直接采购`,
    en: (p: { leftFen: bigint }) =>
      `Above the mandate's ceiling, of which ${yuan(p.leftFen)} yuan are left; without the channel it is a purchase`,
  },
});

import { quantityIn, type QuantityText } from '../../../libs/money/src/index';
import { defineRefusals } from '../../../libs/workflow/src/index';

/** Why an order cannot be placed or changed. */
export const orderRefusals = defineRefusals({
  BASKET_EMPTY: { zh: '请至少选择一个批次', en: 'Choose at least one lot' },
  BASKET_TOO_LARGE: { zh: '一次下单最多 100 行', en: 'A basket has at most 100 lines' },
  LOT_UNKNOWN: { zh: '批次不存在或未在售', en: 'There is no such lot on sale' },
  LOT_NOT_ON_SALE: { zh: '该批次未在售', en: 'This lot is not on sale' },
  LOT_SHORT: {
    zh: (p: { available: QuantityText }) => `批次可售数量不足，剩余 ${quantityIn.zh(p.available)}`,
    en: (p: { available: QuantityText }) =>
      `The lot has not enough left: ${quantityIn.en(p.available)} available`,
  },
  HARVEST_SHORT: {
    zh: (p: { available: QuantityText }) => `预计上市可订数量不足，剩余 ${quantityIn.zh(p.available)}`,
    en: (p: { available: QuantityText }) =>
      `Of the announced harvest only ${quantityIn.en(p.available)} can be reserved`,
  },
  HARVEST_UNKNOWN: { zh: '预计上市不存在或已结束', en: 'There is no such announced harvest to come' },
  LOT_OR_HARVEST: {
    zh: '每行填写一个批次，或一个预计上市（可附最低等级）',
    en: 'A line names one lot, or one announced harvest and the least grade it must have',
  },
  GRADE_UNKNOWN: { zh: '等级不存在', en: 'There is no such grade' },
  AWAITS_HARVEST: {
    zh: '订单尚有预计上市未转为批次，不能发货',
    en: 'Goods of this order are still to be harvested: nothing can be sent yet',
  },
  HARVEST_CUT: {
    zh: '收成不足，须由采购方先决定接受或取消',
    en: 'The harvest was smaller: the buyer decides first what becomes of the order',
  },
  HARVEST_NOT_CUT: { zh: '没有需要决定的减产数量', en: 'Nothing was cut that waits for a decision' },
  NOTHING_TO_TAKE: {
    zh: '订单已无可接受的数量，请取消订单',
    en: 'Nothing of the order would be left: cancel it instead',
  },
  QUANTITY_ZERO: { zh: '数量必须大于零', en: 'The quantity must be above zero' },
  QUANTITY_BELOW_MINIMUM: {
    zh: (p: { minimum: QuantityText }) => `低于起订量 ${quantityIn.zh(p.minimum)}`,
    en: (p: { minimum: QuantityText }) => `Below the minimum quantity of ${quantityIn.en(p.minimum)}`,
  },
  QUANTITY_NOT_IN_PACKS: {
    zh: (p: { pack: QuantityText }) => `数量必须是包装规格 ${quantityIn.zh(p.pack)} 的整数倍`,
    en: (p: { pack: QuantityText }) =>
      `The quantity must be a multiple of the pack size, ${quantityIn.en(p.pack)}`,
  },
  QUANTITY_WITHOUT_PRICE: {
    zh: '该数量没有对应的阶梯价',
    en: 'The price ladder has no price for this quantity',
  },
  WORTH_NOTHING: { zh: '该数量的金额不足一分', en: 'This quantity is worth less than a fen' },
  DELIVERY_PAST: { zh: '交货日期不能早于今天', en: 'The delivery date must not be past' },
  DELIVERY_TOO_SOON: {
    zh: (p: { earliest: string }) => `供应商最早可于 ${p.earliest} 交货`,
    en: (p: { earliest: string }) => `The supplier can deliver on ${p.earliest} at the earliest`,
  },
  DELIVERY_OUT_OF_SEASON: {
    zh: (p: { from: string; to: string }) => `交货日期不在供应期 ${p.from} 至 ${p.to} 内`,
    en: (p: { from: string; to: string }) => `Delivery must fall in the season, ${p.from} to ${p.to}`,
  },
  DELIVERY_AFTER_AGREEMENT: {
    zh: (p: { until: string }) => `交货日期不能晚于框架协议最后一日 ${p.until}`,
    en: (p: { until: string }) => `Delivery must not be after the last day of the framework, ${p.until}`,
  },
  GOODS_EXPIRE_BEFORE_DELIVERY: {
    zh: (p: { expiresOn: string }) => `该批次于 ${p.expiresOn} 到期，早于交货日期`,
    en: (p: { expiresOn: string }) => `The lot expires on ${p.expiresOn}, before delivery`,
  },
  DELIVERY_COUNTY_UNKNOWN: {
    zh: '交货县区代码在该日期无效',
    en: 'The delivery county code is not valid on that date',
  },
  OWN_GOODS: { zh: '不能向本单位采购', en: 'You cannot buy from your own organization' },
  UNIT_NOT_YOURS: {
    zh: '归属单位必须是本单位或下属单位',
    en: 'The order must be attributed to your organization or one of its units',
  },
  LOT_TWICE: { zh: '同一批次在一份订单中只能出现一次', en: 'A lot stands in an order once' },
  ALREADY_ORDERED: { zh: '该报价版本已生成订单', en: 'This version of the quote is an order already' },
  FREIGHT_AGREED: {
    zh: '运费已在报价或框架协议中约定，不能修改',
    en: 'Freight was agreed with the quote or the framework and stays',
  },
  PRICE_UNIT_DIFFERS: {
    zh: '计价单位与该批次的计量单位不符',
    en: 'The unit of the price does not measure this lot',
  },
  PAIRING_NOT_APPLICABLE: {
    zh: '所选结对关系不适用于本次采购',
    en: 'The chosen pairing does not cover this purchase',
  },
  SELF_APPROVAL: { zh: '不能审批自己提交的订单', en: 'You cannot approve an order you placed' },
  APPROVAL_NOT_NEEDED: { zh: '该订单无需审批', en: 'This order needs no approval' },
  ALREADY_APPROVED: { zh: '该订单已审批', en: 'This order is approved already' },
  FREIGHT_AMOUNT: {
    zh: '包邮时运费应为零，其他方式应大于零',
    en: 'Freight is zero when included and above zero otherwise',
  },
  BUYER_MUST_DECIDE: {
    zh: '须由采购方先行处理，请与采购方联系',
    en: 'The buyer has to act first: please get in touch with the buyer',
  },
  FREIGHT_NOT_WEIGHED: {
    zh: '只有全部按重量销售的订单才能按千克计运费',
    en: 'Only an order of goods sold by weight can be charged freight by the kilogram',
  },
  CONTRACT_NOT_SIGNED: {
    zh: '只有供应商已签、采购方未签的合同可以退回修改',
    en: 'Only a contract the supplier alone has signed can be taken back',
  },
  FREIGHT_UNCHANGED: { zh: '运费没有变化', en: 'The freight is unchanged' },
  AMOUNT_CURRENCY: { zh: '只支持人民币', en: 'Only CNY is supported' },
  PAYMENT_ALREADY_EXTENDED: { zh: '付款期限只能延长一次', en: 'Payment can be extended only once' },
  PAYMENT_NOT_EXTENDABLE: {
    zh: '没有可以延长期限的应付款项',
    en: 'Nothing is due that can be extended',
  },
  PAYMENT_OVERDUE: {
    zh: '款项已逾期，不能延长付款期限',
    en: 'The payment is overdue and cannot be extended',
  },
  ORDER_ALREADY_SHIPPED: {
    zh: '货物已发出，不能取消订单，只能取消未发货部分',
    en: 'Goods are on their way: only the unshipped rest can be cancelled',
  },
  NOTHING_LEFT_TO_CANCEL: { zh: '没有未发货的数量', en: 'Nothing is left unshipped' },
});

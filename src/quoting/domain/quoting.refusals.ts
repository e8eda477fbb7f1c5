import { defineRefusals } from '../../../libs/workflow/src/index';

/** Most places and days of a quote, lines of one of them, and suppliers invited at once. */
export const MOST_DELIVERIES = 30;
export const MOST_LINES = 50;
export const MOST_INVITED = 50;
export const MOST_AWARDS = 50;

/** Why a quote cannot be said, changed or awarded. Nothing here may tell a supplier of a cap, a budget or a rival. */
export const quotingRefusals = defineRefusals({
  QUOTE_DEADLINE_PAST: { zh: '报价截止时间已过', en: 'The deadline for quotes has passed' },
  REQUEST_CHANGED: {
    zh: '询价单内容已变更，请查看最新内容后报价',
    en: 'The request has changed: read it again, then quote',
  },
  OWN_REQUEST: { zh: '不能对本单位的询价单报价', en: 'You cannot quote on your own request' },
  QUOTED_ALREADY: {
    zh: '已对该询价单报价，请修改原报价',
    en: 'You have quoted on this request: revise your quote',
  },
  QUOTE_REJECTED: {
    zh: '采购方未接受该报价，不能重新报价',
    en: 'The buyer did not take your quote: it cannot be said again',
  },
  NOT_ON_MARKET: { zh: '询价单未发布或已截止', en: 'The request is not open for quotes' },
  SUPPLIERS_MISSING: { zh: '请至少选择一个供应商', en: 'Name at least one supplier' },
  SUPPLIERS_TOO_MANY: {
    zh: `一次最多邀请 ${MOST_INVITED} 个供应商`,
    en: `At most ${MOST_INVITED} suppliers are invited at once`,
  },
  SUPPLIER_NOT_SELLING: {
    zh: '供应商不存在或未入驻',
    en: 'There is no such supplier admitted',
  },
  DECLINED_ALREADY: { zh: '已婉拒该邀请', en: 'You have declined this invitation' },
  DELIVERIES_MISSING: { zh: '请至少填写一次交货', en: 'Say at least one delivery' },
  DELIVERIES_TOO_MANY: {
    zh: `一份报价最多 ${MOST_DELIVERIES} 次交货`,
    en: `A quote has at most ${MOST_DELIVERIES} deliveries`,
  },
  LINES_MISSING: { zh: '请至少填写一行报价', en: 'Say at least one line of the delivery' },
  LINES_TOO_MANY: {
    zh: `一次交货最多 ${MOST_LINES} 行`,
    en: `A delivery has at most ${MOST_LINES} lines`,
  },
  SOURCING_LINE_UNKNOWN: {
    zh: '询价单中没有这一需求行',
    en: 'The request has no such line',
  },
  SEVERAL_PLACES: {
    zh: '同一次交货只能送往一个县区，请分开填写',
    en: 'One delivery goes to one county: say the others separately',
  },
  SEVERAL_SELLERS: {
    zh: '同一次交货的批次须属于同一供应商，请分开填写',
    en: 'The lots of one delivery belong to one supplier: say the others separately',
  },
  GOODS_NOT_NAMED: {
    zh: '请填写批次或预计上市，二者选一',
    en: 'Name either a lot or an announced harvest, one of the two',
  },
  LOT_UNKNOWN: { zh: '批次不存在或不属于本单位', en: 'There is no such lot of yours' },
  LOT_NOT_ON_SALE: { zh: '批次或商品未上架销售', en: 'The lot or its product is not on sale' },
  HARVEST_UNKNOWN: {
    zh: '预计上市不存在或不属于本单位',
    en: 'There is no such announced harvest of yours',
  },
  GOODS_TWICE: {
    zh: '同一批次或预计上市在一次交货中只能出现一次',
    en: 'A lot or harvest stands in a delivery once',
  },
  GOODS_DIFFERENT: {
    zh: '该批次或预计上市不是询价单所需的商品',
    en: 'The lot or harvest is not of the goods the request asks for',
  },
  GRADE_BELOW: {
    zh: '批次等级或预计上市承诺的最低等级低于要求',
    en: 'The lot’s grade, or the one promised of the harvest, is below what is asked for',
  },
  GRADE_UNKNOWN: { zh: '等级未知', en: 'There is no such grade' },
  GRADE_OF_LOT: {
    zh: '最低等级只适用于预计上市，批次等级以批次为准',
    en: 'A least grade is promised of announced harvests only: a lot has its own',
  },
  CERTIFICATE_MISSING: {
    zh: '该商品缺少询价单要求的认证',
    en: 'The product lacks a certificate the request asks for',
  },
  EXPIRES_BEFORE_DELIVERY: {
    zh: '该批次在交货日前到期',
    en: 'The lot expires before the day of delivery',
  },
  HARVESTED_AFTER_DELIVERY: {
    zh: '交货日期早于预计上市可交货的日期',
    en: 'The day of delivery lies before the harvest can be delivered',
  },
  DELIVERY_OUTSIDE_WINDOWS: {
    zh: '交货日期不在该需求行的交货时段内',
    en: 'The day of delivery lies in none of the line’s windows',
  },
  WINDOW_OVERFILLED: {
    zh: '报价数量超过该交货时段的需求数量',
    en: 'More is quoted than is wanted in this delivery window',
  },
  QUANTITY_ZERO: { zh: '数量必须大于零', en: 'The quantity must be above zero' },
  QUANTITY_ABOVE_LOT: {
    zh: '报价数量超过该批次的可售数量',
    en: 'More is quoted than the lot has',
  },
  QUANTITY_ABOVE_HARVEST: {
    zh: '报价数量超过该预计上市下限中尚未预订的数量',
    en: 'More is quoted than the lower bound of the harvest has unreserved',
  },
  MINIMUM_ABOVE_QUANTITY: {
    zh: '最少供货量不能大于报价数量',
    en: 'The least you would deliver must not be above what you quote',
  },
  PRICE_ZERO: { zh: '单价必须大于零', en: 'The price must be above zero' },
  WORTH_NOTHING: { zh: '该数量的金额不足一分', en: 'This quantity is worth less than a fen' },
  FREIGHT_AMOUNT: {
    zh: '包邮时运费为零，其他方式须大于零',
    en: 'Freight is zero when it is included, and above zero otherwise',
  },
  FREIGHT_NOT_WEIGHED: {
    zh: '按千克计运费只适用于按重量计量的商品',
    en: 'Only goods measured by weight can be carried by the kilogram',
  },
  VALIDITY_TOO_SHORT: {
    zh: '报价有效期须晚于报价截止日期',
    en: 'A quote must be valid beyond the day of the deadline',
  },
  VALIDITY_TOO_LONG: {
    zh: '报价有效期不能超过最后交货日期',
    en: 'A quote cannot be valid beyond its last delivery',
  },
  VALIDITY_OVER: { zh: '报价已过有效期', en: 'The quote is no longer valid' },
  COUNTER_EMPTY: { zh: '请至少填写一行还价', en: 'Say at least one price' },
  COUNTER_UNCHANGED: { zh: '还价与报价相同', en: 'The counter-offer is what was quoted' },
  AWARD_BEFORE_DEADLINE: {
    zh: '报价截止后才能定标',
    en: 'A request is awarded after its deadline for quotes',
  },
  AWARD_EMPTY: { zh: '请至少选择一份报价的一行', en: 'Name at least one line of a quote' },
  AWARDS_TOO_MANY: {
    zh: `一次最多定标 ${MOST_AWARDS} 份报价`,
    en: `At most ${MOST_AWARDS} quotes are awarded at once`,
  },
  QUOTE_UNKNOWN: {
    zh: '该询价单没有这份报价，或已选择',
    en: 'The request has no such quote, or it is named twice',
  },
  QUOTE_LINE_UNKNOWN: {
    zh: '该报价没有这一行，或已选择',
    en: 'The quote has no such line, or it is named twice',
  },
  QUOTE_CHANGED: {
    zh: '报价已变更，请查看最新版本',
    en: 'The quote has changed: read its present version',
  },
  PAIRINGS_ARE_THE_UNITS: {
    zh: '拼单各单位在加入时自行选择结对关系，定标时不可指定',
    en: 'The units of a pool have said their pairings when they joined: the award names none',
  },
  AWARDED_ABOVE_QUOTE: { zh: '定标数量超过报价数量', en: 'More is awarded than was quoted' },
  AWARDED_ALREADY: { zh: '该报价已定标', en: 'The quote is awarded already' },
  AWARD_ANSWERED: { zh: '该定标已答复', en: 'The award is answered already' },
  AWARD_LAPSED: {
    zh: '报价或询价单已变化，该定标不再有效',
    en: 'The quote or the request has changed since: the award no longer stands',
  },
  QUOTER_SELLS_NO_MORE: {
    zh: '报价单位已被暂停，或已无权代为销售这些批次',
    en: 'Who quoted is suspended, or no longer sells these lots for their owner',
  },
  BUYER_MUST_DECIDE: {
    zh: '暂时无法生成订单，请联系采购方',
    en: 'The order cannot be placed now: the buyer has to decide',
  },
  NOTHING_COUNTERED: {
    zh: '截止后只能答复采购方的还价',
    en: 'After the deadline a quote changes only in answer to a counter-offer',
  },
});

import { defineRefusals } from '../../../libs/workflow/src/index';
import { GRADES_BEST_FIRST } from './grades';

/** Most lines of a request, windows of a line, and days until the last delivery. */
export const MOST_LINES = 50;
export const MOST_WINDOWS = 24;
export const MOST_DAYS_AHEAD = 730;

/** Why a sourcing request cannot be drafted, changed or opened. */
export const sourcingRefusals = defineRefusals({
  LINES_MISSING: { zh: '请至少填写一行需求', en: 'Say at least one line of what is wanted' },
  LINES_TOO_MANY: { zh: `一张询价单最多 ${MOST_LINES} 行`, en: `A request has at most ${MOST_LINES} lines` },
  LINE_REPEATED: {
    zh: '与另一行的商品、等级、认证和交货地相同，请合并并分批交货',
    en: 'Another line asks for the same goods at the same place: make it one line with several windows',
  },
  GOODS_NOT_CLEAR: {
    zh: '请填写商品分类或商品，二者选一',
    en: 'Name either a category or a product, one of the two',
  },
  CATEGORY_UNKNOWN: { zh: '商品分类不存在', en: 'There is no such category' },
  PRODUCT_UNKNOWN: { zh: '商品不存在或未上架', en: 'There is no such product on offer' },
  PRODUCT_NO_LONGER_OFFERED: {
    zh: '指定的商品已下架，请先修改询价单',
    en: 'A product the request names is no longer on offer: amend the request first',
  },
  GRADE_UNKNOWN: {
    zh: `等级不存在，可填：${GRADES_BEST_FIRST.join('、')}`,
    en: 'There is no such grade: known are the special, the first, the second and the third',
  },
  UNIT_NOT_OF_CATEGORY: {
    zh: '计量单位与分类的计量方式不一致',
    en: 'The unit does not measure goods of this category',
  },
  QUANTITY_ZERO: { zh: '数量必须大于零', en: 'The quantity must be above zero' },
  QUANTITIES_REVERSED: {
    zh: '最少数量不能大于最多数量',
    en: 'The least quantity must not be above the most',
  },
  CAP_NOT_POSITIVE: { zh: '到货价上限必须大于零', en: 'The cap on the landed price must be above zero' },
  WORTH_NOTHING: { zh: '该数量的金额不足一分', en: 'This quantity is worth less than a fen' },
  DELIVERY_COUNTY_UNKNOWN: {
    zh: '交货县区代码在交货日期无效',
    en: 'The delivery county code is not valid on the days of delivery',
  },
  WINDOWS_MISSING: { zh: '请至少填写一个交货时段', en: 'Say at least one delivery window' },
  WINDOWS_TOO_MANY: {
    zh: `每行最多 ${MOST_WINDOWS} 个交货时段`,
    en: `A line has at most ${MOST_WINDOWS} delivery windows`,
  },
  WINDOW_REVERSED: {
    zh: '交货时段的结束日期早于开始日期',
    en: 'The window’s last day is before its first',
  },
  WINDOW_PAST: { zh: '交货时段不能早于今天', en: 'A delivery window must not begin before today' },
  WINDOW_TOO_FAR: {
    zh: `交货时段须在 ${MOST_DAYS_AHEAD} 天以内`,
    en: `A delivery window must end within ${MOST_DAYS_AHEAD} days`,
  },
  WINDOWS_OVERLAP: {
    zh: '交货时段与另一时段重叠',
    en: 'The window overlaps another one of its line',
  },
  WINDOWS_NOT_WHOLE: {
    zh: '各交货时段的数量之和必须等于最多数量',
    en: 'The quantities of the windows must add up to the most that is wanted',
  },
  DEADLINE_PAST: { zh: '报价截止时间已过', en: 'The deadline for quotes has passed' },
  DEADLINE_AFTER_DELIVERY: {
    zh: '报价截止日期必须早于最早的交货日期',
    en: 'The deadline for quotes must be on a day before the first delivery window',
  },
  SELF_APPROVAL: {
    zh: '不能审批自己编制或提交的询价单',
    en: 'You cannot approve a request you prepared or submitted',
  },
  POOLED_AS_JOINED: {
    zh: '拼单的需求由各单位共同形成，不能单独修改或重新发布',
    en: 'What a pooled request wants its units said together: it cannot be amended or opened again',
  },
  NEVER_PUBLISHED: {
    zh: '只有发布过的询价单可以重新发布',
    en: 'Only a request that was published can be opened again',
  },
  SEALED_STAYS_AS_PUBLISHED: {
    zh: '密封询价单发布后不能修改，可取消后重新发布',
    en: 'A sealed request stays as it was published: cancel it and open it again',
  },
  AWARDED_ABOVE_WANTED: {
    zh: '定标数量超过该需求行的剩余数量',
    en: 'More is awarded than is still wanted of the line',
  },
  REOPENED_ALREADY: { zh: '询价单只能重新发布一次', en: 'A request can be opened again only once' },
});

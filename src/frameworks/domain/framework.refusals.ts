import { defineRefusals } from '../../../libs/workflow/src/index';

/** Most lines of a framework, and days it may run or begin ahead. */
export const MOST_LINES = 50;
export const MOST_DAYS = 1_096;
export const MOST_LEAD_DAYS = 365;

/** Why a framework agreement cannot be drafted, changed or ended. */
export const frameworkRefusals = defineRefusals({
  OWN_GOODS: { zh: '不能与本单位签订框架协议', en: 'You cannot agree with your own organization' },
  LINES_MISSING: { zh: '请至少填写一行', en: 'Say at least one line' },
  LINES_TOO_MANY: { zh: `框架协议最多 ${MOST_LINES} 行`, en: `A framework has at most ${MOST_LINES} lines` },
  LINE_REPEATED: {
    zh: '与另一行的商品和等级相同',
    en: 'Another line names the same product and grade',
  },
  PRODUCT_UNKNOWN: {
    zh: '商品不存在、未上架，或不属于该供应商',
    en: 'There is no such product of this supplier on offer',
  },
  GRADE_UNKNOWN: { zh: '等级不存在', en: 'There is no such grade' },
  PRICE_NOT_POSITIVE: { zh: '单价必须大于零', en: 'The unit price must be above zero' },
  PERIOD_REVERSED: { zh: '结束日期早于开始日期', en: 'The last day is before the first' },
  PERIOD_PAST: { zh: '期限不能早于今天开始', en: 'The period must not begin before today' },
  PERIOD_OVER: { zh: '协议期限已过', en: 'The period of the agreement is over' },
  PERIOD_TOO_LONG: {
    zh: `期限须在 ${MOST_DAYS} 天以内结束`,
    en: `The period must end within ${MOST_DAYS} days`,
  },
  LEAD_DAYS_OUT_OF_RANGE: {
    zh: `备货天数为 0 至 ${MOST_LEAD_DAYS} 天`,
    en: `Lead time is 0 to ${MOST_LEAD_DAYS} days`,
  },
  NOTICE_DAYS_OUT_OF_RANGE: { zh: '通知期为 0 至 365 天', en: 'Notice is 0 to 365 days' },
  FREIGHT_AMOUNT: {
    zh: '包邮时运费应为零，其他方式应大于零',
    en: 'Freight is zero when included and above zero otherwise',
  },
  FREIGHT_NOT_WEIGHED: {
    zh: '只有全部按重量销售的商品才能按千克计运费',
    en: 'Only goods sold by weight can be charged freight by the kilogram',
  },
  NOTICE_ALREADY_GIVEN: { zh: '已发出终止通知', en: 'Notice has been given already' },
});

/** Why a paper cannot be signed. */
export const paperRefusals = defineRefusals({
  DOCUMENT_CHANGED: {
    zh: '文本已有新的版本，请阅读后再签署',
    en: 'The document has a newer version: read it before signing',
  },
  SIDE_ALREADY_SIGNED: { zh: '本方已签署', en: 'Your side has signed already' },
  SAME_PERSON_SIGNS: {
    zh: '同一人不能代表双方签署',
    en: 'One person does not sign for both sides',
  },
  SIGNER_PREPARED_ALONE: {
    zh: '起草人不能签署自己起草的文本，请由他人签署',
    en: 'Who prepared the document alone cannot sign it: somebody else must',
  },
});

/** Why a revision cannot be proposed or come into force. */
export const revisionRefusals = defineRefusals({
  REVISION_OPEN: {
    zh: '另有待签的修订，请先签署或撤回',
    en: 'Another revision waits to be signed: sign or withdraw it first',
  },
  REVISION_EMPTY: { zh: '请填写新的单价或上限', en: 'Say a new price or a new cap' },
  LINE_REPEATED: { zh: '同一行只能修订一次', en: 'A line can be named once in a revision' },
  LINE_UNKNOWN: { zh: '协议中没有这一行', en: 'The agreement has no such line' },
  PRICE_WITHOUT_DAY: { zh: '新单价须注明生效日期', en: 'A new price needs the day it holds from' },
  PRICE_FROM_PAST: { zh: '新单价不能追溯生效', en: 'A new price must not hold from a day in the past' },
  PRICE_AFTER_PERIOD: { zh: '生效日期晚于协议期限', en: 'The price would begin after the period' },
  CAP_NOT_RAISED: { zh: '上限只能调高', en: 'A cap can only be raised' },
});

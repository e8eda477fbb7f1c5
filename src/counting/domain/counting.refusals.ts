import { defineRefusals, type BilingualText } from '../../../libs/workflow/src/index';

const listed = (reasons: readonly BilingualText[], language: keyof BilingualText) =>
  reasons.map((reason) => reason[language]).join(language === 'zh' ? '；' : '; ');

interface Pending {
  readonly count: number;
  /** Numbers of the first of them. */
  readonly orders: readonly string[];
}

export const countingRefusals = defineRefusals({
  NOTHING_TO_REATTRIBUTE: {
    zh: '该订单没有已计入的份额可更改归属',
    en: 'Nothing of this order counts, so there is nothing to attribute anew',
  },
  SAME_UNIT: { zh: '归属单位未变', en: 'It is attributed to this unit already' },
  UNIT_OF_ANOTHER_HOUSE: {
    zh: '该订单是代其他单位采购的，不能改归本单位',
    en: 'The order was bought for a unit of another house: it is not moved to one’s own',
  },
  REATTRIBUTION_OPEN: {
    zh: '该订单已有待确认的归属更改',
    en: 'A change of this order’s attribution already waits for confirmation',
  },
  SAME_MEMBER: { zh: '提出人不能自己确认', en: 'Who asked for it cannot confirm it' },
  PERIOD_CLOSED: {
    zh: '该月统计期双方已签署或已锁定，不能更改归属；只有双方省级协作办共同重述才能改动',
    en: 'Both sides have signed the month or it is locked: only a restatement by both provinces changes it',
  },
  PERIOD_NEEDS_VERIFIER: {
    zh: '该月统计期已截止，归属更改须由核查员确认',
    en: 'The month is closed: a verifier has to confirm the change of attribution',
  },
  BUYER_CONFIRMS: {
    zh: '该月统计期尚未截止，归属更改由采购单位另一名成员确认',
    en: 'The month is still open: another member of the buyer confirms the change of attribution',
  },
  MONTH_NOT_OVER: {
    zh: (p: { from: string; minutes: number }) =>
      `该月尚未结束，${p.from} 零时过 ${p.minutes} 分钟后方可截止：零时前发生的须先记完`,
    en: (p: { from: string; minutes: number }) =>
      `The month is not over: it can be closed from ${p.from} on, ${p.minutes} minutes after midnight, when what happened before is written`,
  },
  MONTH_BEFORE_AGREEMENT: {
    zh: '该月早于协议年度',
    en: 'The month lies before the year of the agreement',
  },
  AGREEMENT_NOT_IN_FORCE: {
    zh: '协议尚未经双方签署，没有可截止的统计期',
    en: 'The agreement is not signed by both sides: it has no months to close',
  },
  COUNTING_PENDING: {
    zh: (p: Pending) =>
      `截止前尚有 ${p.count} 项（订单、申报或项目）的事项未计入，请稍候：${p.orders.join('、')}`,
    en: (p: Pending) =>
      `Events of ${p.count} order(s), claim(s) or project(s) from before the cut-off are not counted yet, wait for: ${p.orders.join(', ')}`,
  },
  AGREEMENT_BEING_COUNTED: {
    zh: '协议生效后应补计的份额正在计入，请稍候',
    en: 'What waited for this agreement is still being counted: try again in a moment',
  },
  NOT_A_PARTY: {
    zh: '须由协议两地本级的协作办办理',
    en: 'Only the collaboration offices of the agreement’s own two regions may do this',
  },
  REPORT_CHANGED: {
    zh: '对账单已变更，请核对后重新签署',
    en: 'The report is not the one you saw: read it again before signing',
  },
  SIDE_SIGNED_ALREADY: { zh: '本侧已签署', en: 'Your side has already signed' },
  SAME_OFFICE_SIGNS: {
    zh: '双方须为不同单位',
    en: 'The two sides must be different organizations',
  },
  SAME_PERSON_SIGNS: {
    zh: '双方签署人须为不同的人，同一人不得以两个身份签署',
    en: 'Two people sign: nobody signs for both sides under two accounts',
  },
  SIGNER_CORRECTED_LIST: {
    zh: '本人确认过该月清单的内容（归属更正、认可争议、核验申报），须由他人签署',
    en: 'You decided something of this month, an attribution, a dispute or a claim: somebody else must sign',
  },
  WOULD_NOT_COUNT: {
    zh: (reasons: readonly BilingualText[]) => `按结算日口径，改归后不能计入：${listed(reasons, 'zh')}`,
    en: (reasons: readonly BilingualText[]) =>
      `By the rules of the settlement date it would not count there: ${listed(reasons, 'en')}`,
  },
});

import { defineRefusals, type BilingualText } from '../../../libs/workflow/src/index';

const listed = (reasons: readonly BilingualText[], language: keyof BilingualText) =>
  reasons.map((reason) => reason[language]).join(language === 'zh' ? '；' : '; ');

export const countingRefusals = defineRefusals({
  NOTHING_TO_REATTRIBUTE: {
    zh: '该订单没有已计入的份额可更改归属',
    en: 'Nothing of this order counts, so there is nothing to attribute anew',
  },
  SAME_UNIT: { zh: '归属单位未变', en: 'It is attributed to this unit already' },
  REATTRIBUTION_OPEN: {
    zh: '该订单已有待确认的归属更改',
    en: 'A change of this order’s attribution already waits for confirmation',
  },
  SAME_MEMBER: { zh: '提出人不能自己确认', en: 'Who asked for it cannot confirm it' },
  PERIOD_CLOSED: {
    zh: '统计期已截止，不能更改归属',
    en: 'The period is closed: the attribution can no longer be changed',
  },
  WOULD_NOT_COUNT: {
    zh: (reasons: readonly BilingualText[]) => `按结算日口径，改归后不能计入：${listed(reasons, 'zh')}`,
    en: (reasons: readonly BilingualText[]) =>
      `By the rules of the settlement date it would not count there: ${listed(reasons, 'en')}`,
  },
});

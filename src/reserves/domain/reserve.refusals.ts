import { defineRefusals } from '../../../libs/workflow/src/index';

export const reserveRefusals = defineRefusals({
  NOT_BUDGET_UNIT: { zh: '只有预算单位填报预留份额', en: 'Only budget units file a reserve' },
  FILING_YEAR_WRONG: { zh: '填报年度须为本年或下年', en: 'A filing is for this year or the next' },
  CANTEEN_FIELDS_WRONG: {
    zh: '食堂情况与所填内容不符：自办填金额；无食堂不填；外包填金额与承包方；合用只填代表单位',
    en: 'The fields do not fit the canteen: own, an amount; none, nothing; outsourced, an amount and the contractor; shared, the representative only',
  },
  REPRESENTATIVE_NOT_CONFIRMED: {
    zh: '代表单位本年度的填报尚未确认',
    en: 'The representative’s own filing of the year is not confirmed',
  },
  CONTRACTOR_WRONG: {
    zh: '承包方须为本单位以外的企业',
    en: 'A contractor is an enterprise outside of the unit',
  },
  UNION_UNIT_WRONG: { zh: '工会须为本单位的下属单位', en: 'A union must be one of the unit’s own units' },
  NO_SUPERVISOR: {
    zh: '没有上级单位，且所在地没有协作办，无人可确认',
    en: 'There is no unit above and no office of the region to confirm it',
  },
  FILED_BY_SUPERVISOR: {
    zh: '填报由下属单位自行签署，主管单位只确认，不代为填报',
    en: 'The unit itself files and signs: who confirms it does not file for it',
  },
  FILING_WAITS: { zh: '本年度已有填报等待确认', en: 'A filing of the year waits for confirmation' },
  FILING_STANDS_ALONE: {
    zh: '本年度已按单独食堂确认，合用自下年起填报',
    en: 'This year it is confirmed with a canteen of its own: it is shared from next year on',
  },
  FILING_DECIDED: { zh: '该填报已处理', en: 'This filing was decided' },
  FILING_CHANGED: { zh: '填报内容已变更，请核对后再确认', en: 'The filing is not the one you saw' },
  SUPERVISOR_ONLY: {
    zh: '须由主管单位办理，填报单位不能自己确认',
    en: 'The supervising unit decides, not the one that filed',
  },
  PURCHASER_DATES_WRONG: {
    zh: '起止日期有误：不得早于今天，结束不得早于开始，且不与已有授权重叠',
    en: 'The dates are wrong: from today on, the last day not before the first, apart from grants that stand',
  },
});

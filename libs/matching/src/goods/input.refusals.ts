import { defineRefusals } from '../../../workflow/src/index';

/** Why a run cannot begin; each with the path of the value at fault. */
export const inputRefusals = defineRefusals({
  MATCHING_ID_TWICE: { zh: '编号重复', en: 'The same id stands twice' },
  MATCHING_DATE_MALFORMED: { zh: '日期无效', en: 'This is no day of the calendar' },
  MATCHING_WINDOW_CONTRADICTORY: {
    zh: '交货期的截止日早于起始日',
    en: 'The delivery window ends before it begins',
  },
  MATCHING_WINDOW_PAST: { zh: '交货期已过', en: 'The delivery window is past' },
  MATCHING_QUANTITY_CONTRADICTORY: {
    zh: '最低数量大于最高数量，或最高数量不大于零',
    en: 'The minimum is above the maximum, or the maximum is not above zero',
  },
  MATCHING_CAP_NOT_POSITIVE: { zh: '到价上限必须大于零', en: 'The landed price cap must be above zero' },
  MATCHING_CAP_UNIT: { zh: '到价上限的单位与数量单位不符', en: 'The cap’s unit does not fit the quantity’s' },
  MATCHING_CERTIFICATE_UNKNOWN: {
    zh: (p: { certificate: string }) => `不认识的证书类别“${p.certificate}”`,
    en: (p: { certificate: string }) => `Unknown certificate ${p.certificate}`,
  },
  MATCHING_GRADE_UNKNOWN: {
    zh: (p: { grade: string }) => `不认识的等级“${p.grade}”`,
    en: (p: { grade: string }) => `Unknown grade ${p.grade}`,
  },
  MATCHING_OUT_OF_RANGE: {
    zh: (p: { from: string; to: string }) => `数值须在 ${p.from} 至 ${p.to} 之间`,
    en: (p: { from: string; to: string }) => `The value must be between ${p.from} and ${p.to}`,
  },
  MATCHING_LADDER_UNSOUND: {
    zh: '价格阶梯须从低量到高量、价格大于零且不上升',
    en: 'Price steps must rise in quantity, be above zero and never rise in price',
  },
  MATCHING_ORIGIN_UNSOUND: {
    zh: '产地份额之和须为百万分之百万',
    en: 'Shares of origin must sum to a million',
  },
});

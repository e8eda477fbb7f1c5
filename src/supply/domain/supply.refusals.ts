import { unitOf } from '../../../libs/money/src/index';
import { defineRefusals } from '../../../libs/workflow/src/index';

export const supplyRefusals = defineRefusals({
  RANGE_REVERSED: {
    zh: '预计产量上限不能低于下限',
    en: 'The upper bound of the range is below its lower bound',
  },
  WINDOW_ACROSS_SEASONS: {
    zh: '上市时段须在同一产季（自然年）内',
    en: 'The window must lie within one season, which is a calendar year',
  },
  CONFIDENCE_OUT_OF_RANGE: { zh: '把握程度应为 1 到 100', en: 'Confidence is 1 to 100 per cent' },
  LOTS_MISSING: {
    zh: '尚未采收完毕时至少填写一个批次',
    en: 'Unless the harvest is in, at least one lot is needed',
  },
  LOTS_TOO_MANY: { zh: '一次最多登记 50 个批次', en: 'At most 50 lots at a time' },
  ANNOUNCEMENT_RESERVED: {
    zh: ({ reserved, unit }: { reserved: string; unit: string }) =>
      `已有 ${reserved} ${unitOf(unit).zh} 被预订，剩余数量不能低于预订量`,
    en: ({ reserved, unit }: { reserved: string; unit: string }) =>
      `${reserved} ${unit} are reserved: what is still to come cannot be less`,
  },
});

import { defineRefusals } from '../../../libs/workflow/src/index';

/** Why figures of a quarter cannot be recorded or verified. */
export const operatingRefusals = defineRefusals({
  OPERATING_BY_OTHERS: {
    zh: '运营数据由投资方、园区运营单位或园区所属县、结对东部的协作机构提交',
    en: 'The investor, the park’s operator, or an office over its home county or the paired east submits it',
  },
  NOT_IN_PRODUCTION: { zh: '项目尚未投产', en: 'The project is not in production yet' },
  QUARTER_WRONG: { zh: '季度应为 1–4', en: 'A quarter is 1 to 4' },
  QUARTER_NOT_OVER: {
    zh: '该季度尚未结束或在投产之前',
    en: 'That quarter is not over yet, or lies before production began',
  },
  JOBS_OUT_OF_RANGE: {
    zh: '用工人数应为 0–1,000,000，其中脱贫人口不超过总人数',
    en: 'Jobs are 0 to 1,000,000, those of formerly poor households no more than all',
  },
  FIGURE_OUT_OF_RANGE: {
    zh: '金额不超过 1 万亿元，用电量应为 0–2,000,000,000 千瓦时',
    en: 'An amount is at most a million million yuan, power 0 to 2,000,000,000 kWh',
  },
  ATTESTATION_MISSING: {
    zh: '脱贫人口就业人数须注明由哪个单位认定',
    en: 'Name who attests the number from formerly poor households',
  },
  REPLACES_VERIFIED: {
    zh: '该季度已有核验记录的，更正须指明该记录；否则不得指明',
    en: 'Where a verified record of the quarter stands, what corrects it names it; else none is named',
  },
  PAPER_VERIFIES_ANOTHER: {
    zh: '佐证材料已用于另一条已核验的运营数据',
    en: 'A paper stands under another verified operating record',
  },
});

import { defineRefusals } from '../../../libs/workflow/src/index';

/** Why benefits of a park cannot be shared or stated so. */
export const sharingRefusals = defineRefusals({
  PARK_SHARES_NOTHING: {
    zh: '只有已确认的飞地园区或共建园区可以约定利益共享',
    en: 'Only benefits of a confirmed enclave or jointly built park are shared',
  },
  EAST_NOT_OF_PARK: {
    zh: '东部一方应为与园区所属县结对的地区或飞地所在县',
    en: 'The eastern side is paired with the park’s home county, or where the enclave lies',
  },
  NOT_A_SIDE: {
    zh: '只有合同双方的协作机构可以提议、签署、核算或提出异议',
    en: 'Only the offices of the two sides propose, sign, draw and dispute',
  },
  SPLIT_OUT_OF_RANGE: {
    zh: '东部份额应为百万分之 0–1,000,000',
    en: 'The share of the east is 0 to 1,000,000 parts per million',
  },
  QUARTER_DAYS: {
    zh: '合同应从季度首日起，到季度末日止',
    en: 'It runs from the first day of a quarter to the last day of one',
  },
  CONTRACT_DAYS_OUT_OF_RANGE: {
    zh: (p: { from: string; to: string }) => `合同日期应在 ${p.from} 至 ${p.to} 之间`,
    en: (p: { from: string; to: string }) => `It runs between ${p.from} and ${p.to}`,
  },
  CONTRACTS_OVERLAP: {
    zh: '该园区在这些日期已有生效合同',
    en: 'Another contract of the park is in force on these days',
  },
  TEXT_CHANGED: {
    zh: '内容与所读的不同，请重新查看后再签署',
    en: 'It is not what you have read: read it again',
  },
  RECORDS_CHANGED: {
    zh: (p: { came: string; went: string }) =>
      `核算后新增 ${p.came} 条、更正或撤下 ${p.went} 条已核验的运营数据，须重新核算`,
    en: (p: { came: string; went: string }) =>
      `Since it was drawn ${p.came} verified records have come and ${p.went} have gone: draw it anew`,
  },
  SIDE_SIGNED_ALREADY: { zh: '贵方已签署', en: 'Your side has signed already' },
  SAME_PERSON_SIGNS: { zh: '双方不能由同一人签署', en: 'One person does not sign for both sides' },
  CONTRACT_NOT_IN_FORCE: { zh: '合同尚未生效', en: 'The contract is not in force' },
  YEAR_NOT_OVER: { zh: '该年度尚未结束', en: 'That year is not over' },
  NOTHING_TO_STATE: {
    zh: '该年度没有已核验的运营数据',
    en: 'No operating record of that year is verified under this contract',
  },
  NOTHING_CHANGED: {
    zh: '已核验的运营数据与上一份相同，无需重新核算',
    en: 'The verified records are those of the last statement: there is nothing to draw anew',
  },
});

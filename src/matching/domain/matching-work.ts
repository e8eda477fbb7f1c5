/** Words of the notices matching gives people. */
export const matchingWork = {
  MATCH_PROPOSED: { zh: '询价单有了匹配方案', en: 'There is a proposal for a sourcing request' },
  PLAN_LINES_PROPOSED: {
    zh: '年度协作采购计划中有本单位的条目',
    en: 'A purchase plan proposes purchases to you',
  },
} as const;

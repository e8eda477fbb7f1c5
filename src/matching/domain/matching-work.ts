/** Words of the notices matching gives people. */
export const matchingWork = {
  MATCH_PROPOSED: { zh: '询价单有了匹配方案', en: 'There is a proposal for a sourcing request' },
} as const;

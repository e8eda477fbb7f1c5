/** Words of the tasks and notices findings give people. */
export const findingWork = {
  LOOK_INTO_FINDING: { zh: '核查疑点', en: 'Look into a finding' },
  EXPLAIN_FINDING: { zh: '说明疑点', en: 'Explain a finding' },
  FINDING_HAS_GROWN: { zh: '疑点出现新的证据', en: 'A finding was seen again with new evidence' },
  FINDING_REOPENED: {
    zh: '已作决定的疑点有了新的情况，重新核查',
    en: 'More is known of a decided finding: it is open once more',
  },
  FINDING_EXPLAINED: { zh: '疑点已有说明', en: 'A finding was explained' },
} as const;

/** Words of the tasks and notices operating records give people. */
export const operatingWork = {
  VERIFY_OPERATING: { zh: '核验项目运营数据', en: 'Verify operating figures of a park project' },
  OPERATING_VERIFIED: {
    zh: '项目运营数据已由两人核验',
    en: 'Operating figures of a park project were verified by two people',
  },
  OPERATING_REJECTED: {
    zh: '项目运营数据被驳回',
    en: 'Operating figures of a park project were rejected',
  },
} as const;
export type OperatingWork = keyof typeof operatingWork;

/** Words of the tasks and notices sourcing gives people. */
export const sourcingWork = {
  APPROVE_SOURCING_REQUEST: { zh: '审批询价单', en: 'Approve a sourcing request' },
  MEND_SOURCING_REQUEST: { zh: '修改被退回的询价单', en: 'Mend a sourcing request sent back to you' },
  SOURCING_REQUEST_PUBLISHED: { zh: '询价单已发布', en: 'A sourcing request is published' },
  SOURCING_REQUEST_SENT_BACK: { zh: '询价单被退回', en: 'A sourcing request was sent back' },
  SOURCING_REQUEST_CANCELLED: { zh: '询价单已取消', en: 'A sourcing request was cancelled' },
  SOURCING_REQUEST_EXPIRED: {
    zh: '询价单已无有效报价而结束，占用的预算已退回',
    en: 'A sourcing request ended: no quote stands on it; its budget is given back',
  },
  SOURCING_REQUEST_RAN_OUT: {
    zh: '询价单剩余部分已无有效报价而结束，占用的预算已退回',
    en: 'A sourcing request awarded in part ended: no quote stands for the rest; its budget is given back',
  },
} as const;
export type SourcingWork = keyof typeof sourcingWork;

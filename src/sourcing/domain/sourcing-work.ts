/** Words of the tasks and notices sourcing gives people. */
export const sourcingWork = {
  APPROVE_SOURCING_REQUEST: { zh: '审批询价单', en: 'Approve a sourcing request' },
  MEND_SOURCING_REQUEST: { zh: '修改被退回的询价单', en: 'Mend a sourcing request sent back to you' },
  SOURCING_REQUEST_PUBLISHED: { zh: '询价单已发布', en: 'A sourcing request is published' },
  SOURCING_REQUEST_SENT_BACK: { zh: '询价单被退回', en: 'A sourcing request was sent back' },
  SOURCING_REQUEST_CANCELLED: { zh: '询价单已取消', en: 'A sourcing request was cancelled' },
  SOURCING_REQUEST_EXPIRED: {
    zh: '询价单截止时无报价，占用的预算已退回',
    en: 'A sourcing request ended without a quote; its budget is given back',
  },
} as const;
export type SourcingWork = keyof typeof sourcingWork;

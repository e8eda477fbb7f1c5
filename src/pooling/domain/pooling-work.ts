/** Words of the tasks and notices pooling gives people. */
export const poolingWork = {
  APPROVE_POOL_JOIN: { zh: '审批拼单加入', en: 'Approve joining a pool' },
  MEND_POOL_JOIN: { zh: '修改被退回的拼单加入', en: 'Mend a joining sent back to you' },
  POOL_JOIN_APPROVED: { zh: '拼单加入已审批', en: 'Joining a pool is approved' },
  POOL_JOIN_SENT_BACK: { zh: '拼单加入被退回', en: 'Joining a pool was sent back' },
  POOL_FILLED: { zh: '拼单已成单，进入询价', en: 'A pool is filled and goes to the market' },
  POOL_BELOW_MINIMUM: {
    zh: '拼单未达最低数量，占用的预算已退回',
    en: 'A pool stayed below its minimum; what it reserved of your budget is given back',
  },
  POOL_CANCELLED: {
    zh: '拼单已取消，占用的预算已退回',
    en: 'A pool was cancelled; what it reserved of your budget is given back',
  },
  POOL_JOIN_LAPSED: {
    zh: '拼单截止时加入尚未审批，已失效',
    en: 'A pool closed before your joining was approved',
  },
  POOL_REQUEST_ENDED: {
    zh: '拼单询价结束且未定标，占用的预算已退回',
    en: 'A pooled request ended without an award; what it reserved of your budget is given back',
  },
  POOL_SHARED: { zh: '拼单已定标，已按份额生成订单', en: 'A pool is awarded; your share became orders' },
  POOL_PASSED_OVER: {
    zh: '拼单已定标，但您未分得份额，占用的预算已退回',
    en: 'A pool is awarded, but no share fell to you; what it reserved of your budget is given back',
  },
} as const;
export type PoolingWork = keyof typeof poolingWork;

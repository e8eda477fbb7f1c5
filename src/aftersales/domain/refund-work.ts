/** Words of the tasks and notices aftersales gives people. */
export const refundWork = {
  DECIDE_REFUND: { zh: '处理退款申请', en: 'Decide on a refund' },
  ARBITRATE_REFUND: { zh: '仲裁退款', en: 'Arbitrate a refund' },
  DECIDE_REFUND_AWARD: { zh: '复核退款裁定意见', en: 'Decide on the proposed award of a refund' },
  ANSWER_REFUND_DENIAL: { zh: '退款被拒，请撤回或申请仲裁', en: 'A refund was denied: withdraw or escalate' },
  REFUND_REQUESTED: { zh: '收到退款申请', en: 'A refund was requested' },
  REFUND_APPROVED: { zh: '退款申请已同意', en: 'A refund was approved' },
  REFUND_DENIED: { zh: '退款申请被拒绝', en: 'A refund was denied' },
  REFUND_ESCALATED: { zh: '退款争议已提交平台', en: 'A refund went to the platform' },
  REFUND_WITHDRAWN: { zh: '退款申请已撤回', en: 'A refund request was withdrawn' },
  REFUND_PAYS_AGAIN: { zh: '退款被退回，将重新支付', en: 'A refund came back and will be paid again' },
  REFUND_PAID_BACK: { zh: '退款已到账', en: 'A refund was paid back' },
} as const;
export type RefundWork = keyof typeof refundWork;

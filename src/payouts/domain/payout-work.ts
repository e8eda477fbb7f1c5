/** Words of the tasks and notices payouts gives people. */
export const payoutWork = {
  CALCULATE_PAYOUT: { zh: '核算供应商结算单', en: 'Calculate a supplier’s statement' },
  APPROVE_PAYOUT: { zh: '审核供应商结算单', en: 'Approve a supplier’s statement' },
  PAY_PAYOUT: { zh: '办理供应商付款', en: 'Pay a supplier' },
  CONFIRM_PAYOUT: { zh: '核对供应商付款到账', en: 'Check a payment to a supplier against the bank' },
  RETRY_CONNECT_PAYOUT: {
    zh: '经 Stripe 的供应商付款失败，请重试或改由银行支付',
    en: 'A payout by Stripe has failed: try again or pay otherwise',
  },
  PAYOUT_APPROVED: { zh: '结算单已审核，即将付款', en: 'Your statement is approved and will be paid' },
  PAYOUT_PAID: { zh: '结算款已付出', en: 'Your statement has been paid' },
  PAYOUT_FAILED: {
    zh: '结算款未能付出，请核对收款账户',
    en: 'Your statement could not be paid: check your bank account',
  },
  PAYOUT_PAID_AFTER_ALL: {
    zh: '银行已付此前登记为失败的结算款，将从下一份结算单中扣回',
    en: 'The bank had paid what was recorded as failed: it is taken off the next statement',
  },
} as const;
export type PayoutTask =
  'CALCULATE_PAYOUT' | 'APPROVE_PAYOUT' | 'PAY_PAYOUT' | 'CONFIRM_PAYOUT' | 'RETRY_CONNECT_PAYOUT';
export type PayoutNotice = 'PAYOUT_APPROVED' | 'PAYOUT_PAID' | 'PAYOUT_FAILED' | 'PAYOUT_PAID_AFTER_ALL';

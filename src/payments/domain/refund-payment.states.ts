import { defineStates, type StateOf } from '../../../libs/workflow/src/index';

/**
 * DONE is not the end: a bank may send back what it could not pay out, and a provider may find out later that the card's
 * bank does not take the money.
 * From PROCESSING on; what comes before (asked for, approved, denied) is decided in aftersales.
 */
export const refundPaymentStates = defineStates({
  states: ['PROCESSING', 'FAILED', 'RETURNED', 'DONE'],
  terminal: [],
  transitions: [
    { verb: 'confirmPaid', from: ['PROCESSING'], to: 'DONE', by: ['FINANCE'] },
    { verb: 'fail', from: ['PROCESSING'], to: 'FAILED', by: ['FINANCE'] },
    { verb: 'sendByProvider', from: ['PROCESSING'], to: 'DONE', by: ['SYSTEM'] },
    { verb: 'failAtProvider', from: ['PROCESSING', 'DONE'], to: 'FAILED', by: ['SYSTEM'] },
    { verb: 'payByDispute', from: ['FAILED'], to: 'DONE', by: ['SYSTEM'] },
    { verb: 'comeBack', from: ['DONE'], to: 'RETURNED', by: ['SYSTEM'] },
    { verb: 'retry', from: ['FAILED', 'RETURNED'], to: 'PROCESSING', by: ['FINANCE'] },
  ],
  names: {
    states: {
      PROCESSING: { zh: '退款处理中', en: 'processing' },
      FAILED: { zh: '退款失败', en: 'failed' },
      RETURNED: { zh: '已退汇', en: 'returned by the bank' },
      DONE: { zh: '已退款', en: 'done' },
    },
    verbs: {
      confirmPaid: { zh: '确认已退', en: 'confirm as paid' },
      fail: { zh: '登记退款失败', en: 'record as failed' },
      sendByProvider: { zh: '原路退回', en: 'send back by the provider' },
      failAtProvider: { zh: '原路退回失败', en: 'fail at the provider' },
      payByDispute: { zh: '因争议败诉视为已退', en: 'paid back by a lost dispute' },
      comeBack: { zh: '退汇', en: 'come back from the bank' },
      retry: { zh: '重新退款', en: 'retry' },
    },
  },
});
export type RefundPaymentState = StateOf<typeof refundPaymentStates>;

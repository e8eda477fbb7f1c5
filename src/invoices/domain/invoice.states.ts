import { defineStates, type StateOf } from '../../../libs/workflow/src/index';

const BOTH = ['BUYER_CLERK', 'BUYER_APPROVER', 'SUPPLIER'] as const;

/** 发票: captured by one side of the order, it holds once the other side has confirmed it. What changes later is put right by a red-letter invoice; what was captured wrongly both sides void. */
export const invoiceStates = defineStates({
  states: ['CAPTURED', 'CONFIRMED', 'REJECTED', 'WITHDRAWN', 'VOIDED'],
  terminal: ['REJECTED', 'WITHDRAWN', 'VOIDED'],
  transitions: [
    { verb: 'confirm', from: ['CAPTURED'], to: 'CONFIRMED', by: [...BOTH] },
    { verb: 'reject', from: ['CAPTURED'], to: 'REJECTED', by: [...BOTH] },
    { verb: 'withdraw', from: ['CAPTURED'], to: 'WITHDRAWN', by: [...BOTH] },
    { verb: 'void', from: ['CONFIRMED'], to: 'VOIDED', by: [...BOTH] },
  ],
  names: {
    states: {
      CAPTURED: { zh: '待对方核对', en: 'waits for the other side' },
      CONFIRMED: { zh: '双方已核对', en: 'confirmed by both sides' },
      REJECTED: { zh: '已退回', en: 'rejected' },
      WITHDRAWN: { zh: '已撤回', en: 'withdrawn' },
      VOIDED: { zh: '已作废', en: 'voided by both sides' },
    },
    verbs: {
      confirm: { zh: '核对无误', en: 'confirm' },
      reject: { zh: '退回', en: 'reject' },
      withdraw: { zh: '撤回', en: 'withdraw' },
      void: { zh: '作废', en: 'void' },
    },
  },
});
export type InvoiceState = StateOf<typeof invoiceStates>;

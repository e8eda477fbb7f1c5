import { defineStates, type StateOf } from '../../../libs/workflow/src/index';

const BUYER = ['BUYER_CLERK', 'BUYER_APPROVER'] as const;

/**
 * Workflow 10, the refund of settled goods. Approval and the refund's beginning are one step; FAILED parts are retried by
 * finance. DONE is not the end: the bank may send back what it was to pay out, and it is paid again.
 */
export const refundRequestStates = defineStates({
  states: ['REQUESTED', 'DENIED', 'ESCALATED', 'PROCESSING', 'DONE', 'REJECTED', 'WITHDRAWN'],
  terminal: ['REJECTED', 'WITHDRAWN'],
  transitions: [
    { verb: 'approve', from: ['REQUESTED', 'DENIED'], to: 'PROCESSING', by: ['SUPPLIER'] },
    { verb: 'deny', from: ['REQUESTED'], to: 'DENIED', by: ['SUPPLIER'] },
    { verb: 'escalate', from: ['REQUESTED', 'DENIED'], to: 'ESCALATED', by: [...BUYER] },
    { verb: 'withdraw', from: ['REQUESTED', 'DENIED', 'ESCALATED'], to: 'WITHDRAWN', by: [...BUYER] },
    { verb: 'proposeAward', from: ['ESCALATED'], to: 'ESCALATED', by: ['PLATFORM_OPS'] },
    { verb: 'arbitrateForBuyer', from: ['ESCALATED'], to: 'PROCESSING', by: ['PLATFORM_OPS'] },
    { verb: 'arbitrateForSupplier', from: ['ESCALATED'], to: 'REJECTED', by: ['PLATFORM_OPS'] },
    { verb: 'supersede', from: ['REQUESTED', 'DENIED', 'ESCALATED'], to: 'WITHDRAWN', by: ['SYSTEM'] },
    { verb: 'finish', from: ['PROCESSING'], to: 'DONE', by: ['SYSTEM'] },
    { verb: 'payAgain', from: ['DONE'], to: 'PROCESSING', by: ['SYSTEM'] },
  ],
  names: {
    states: {
      REQUESTED: { zh: '已申请', en: 'requested' },
      DENIED: { zh: '供应商已拒绝', en: 'denied by the supplier' },
      ESCALATED: { zh: '平台仲裁中', en: 'with the platform' },
      PROCESSING: { zh: '退款处理中', en: 'being paid back' },
      DONE: { zh: '已退款', en: 'paid back' },
      REJECTED: { zh: '平台已驳回', en: 'rejected' },
      WITHDRAWN: { zh: '已撤回', en: 'withdrawn' },
    },
    verbs: {
      approve: { zh: '同意退款', en: 'approve' },
      deny: { zh: '拒绝退款', en: 'deny' },
      escalate: { zh: '申请平台仲裁', en: 'escalate' },
      withdraw: { zh: '撤回申请', en: 'withdraw' },
      proposeAward: { zh: '提出裁定意见', en: 'propose an award in' },
      arbitrateForBuyer: { zh: '裁定退款', en: 'approve' },
      arbitrateForSupplier: { zh: '裁定不退款', en: 'deny' },
    },
  },
});

export type RefundRequestState = StateOf<typeof refundRequestStates>;

/** While one of these, the request still asks for something. */
export const openStates: readonly RefundRequestState[] = ['REQUESTED', 'DENIED', 'ESCALATED'];

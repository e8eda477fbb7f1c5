import { defineStates, type StateOf } from '../../../libs/workflow/src/index';

const OPS = ['PLATFORM_OPS'] as const;

/** One decision for all buyers of a recall: proposed by one person of the platform, confirmed by another. */
export const recallStates = defineStates({
  states: ['OPEN', 'PROPOSED', 'CONFIRMED'],
  terminal: ['CONFIRMED'],
  transitions: [
    { verb: 'proposeRecallRefund', from: ['OPEN'], to: 'PROPOSED', by: OPS },
    { verb: 'rejectRecallRefund', from: ['PROPOSED'], to: 'OPEN', by: OPS },
    { verb: 'confirmRecallRefund', from: ['PROPOSED'], to: 'CONFIRMED', by: OPS },
  ],
  names: {
    states: {
      OPEN: { zh: '待提出退款', en: 'waits for a refund to be proposed' },
      PROPOSED: { zh: '退款待复核', en: 'a refund is proposed' },
      CONFIRMED: { zh: '已确认退款', en: 'the refund is confirmed' },
    },
    verbs: {
      proposeRecallRefund: { zh: '提出召回退款', en: 'propose the refund of' },
      rejectRecallRefund: { zh: '驳回召回退款', en: 'reject the refund of' },
      confirmRecallRefund: { zh: '确认召回退款', en: 'confirm the refund of' },
    },
  },
});

export type RecallState = StateOf<typeof recallStates>;

/** On `recall:<id>`: all its cases are refunded. */
export const RECALL_CONFIRMED = 'RecallConfirmed';

/** Orders or cases of one transaction of a recall: it holds a lock for each of them. */
export const RECALL_SLICE = 50;

import { defineStates, type StateOf } from '../../../libs/workflow/src/index';

const PROVINCES = ['COORD_PROV'] as const;

/** Most entries of one restatement. */
export const MOST_CHANGES = 100;

/** 重述: proposed by one province, signed by both; with the second signature the locked month is another text. */
export const restatementStates = defineStates({
  states: ['PROPOSED', 'SIGNED_ONE', 'SIGNED', 'WITHDRAWN'],
  terminal: ['SIGNED', 'WITHDRAWN'],
  transitions: [
    { verb: 'signFirst', from: ['PROPOSED'], to: 'SIGNED_ONE', by: PROVINCES },
    { verb: 'signSecond', from: ['SIGNED_ONE'], to: 'SIGNED', by: PROVINCES },
    { verb: 'withdraw', from: ['PROPOSED', 'SIGNED_ONE'], to: 'WITHDRAWN', by: PROVINCES },
  ],
  names: {
    states: {
      PROPOSED: { zh: '待双方省级签署', en: 'waits for both provinces' },
      SIGNED_ONE: { zh: '一方已签', en: 'signed by one province' },
      SIGNED: { zh: '已重述', en: 'in force' },
      WITHDRAWN: { zh: '已撤回', en: 'withdrawn' },
    },
    verbs: {
      signFirst: { zh: '签署重述', en: 'sign' },
      signSecond: { zh: '签署重述', en: 'sign' },
      withdraw: { zh: '撤回重述', en: 'withdraw' },
    },
  },
});

export type RestatementState = StateOf<typeof restatementStates>;

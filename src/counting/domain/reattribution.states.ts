import { defineStates, type StateOf } from '../../../libs/workflow/src/index';

export const ATTRIBUTING = ['BUYER_CLERK', 'BUYER_APPROVER'] as const;

/** Once the month is closed a verifier confirms instead of the buyer's second member. */
export const CONFIRMING = [...ATTRIBUTING, 'VERIFIER'] as const;

/** Workflow 11: asked by one member, confirmed by another. */
export const reattributionStates = defineStates({
  states: ['PROPOSED', 'CONFIRMED', 'WITHDRAWN'],
  terminal: ['CONFIRMED', 'WITHDRAWN'],
  transitions: [
    { verb: 'confirm', from: ['PROPOSED'], to: 'CONFIRMED', by: CONFIRMING },
    { verb: 'withdraw', from: ['PROPOSED'], to: 'WITHDRAWN', by: ATTRIBUTING },
  ],
  names: {
    states: {
      PROPOSED: { zh: '待确认', en: 'proposed' },
      CONFIRMED: { zh: '已确认', en: 'confirmed' },
      WITHDRAWN: { zh: '已撤回', en: 'withdrawn' },
    },
    verbs: { confirm: { zh: '确认', en: 'confirm' }, withdraw: { zh: '撤回', en: 'withdraw' } },
  },
});

export type ReattributionState = StateOf<typeof reattributionStates>;

import { defineStates, type StateOf } from '../../../libs/workflow/src/index';

const BUYER = ['BUYER_CLERK', 'BUYER_APPROVER'] as const;
const SIGNERS = ['BUYER_APPROVER', 'SUPPLIER'] as const;

/** A change of an active framework: proposed by one side, in force when both have signed it. It is never changed itself. */
export const revisionStates = defineStates({
  states: ['PROPOSED', 'SIGNED_BY_ONE', 'IN_FORCE', 'WITHDRAWN'],
  terminal: ['IN_FORCE', 'WITHDRAWN'],
  transitions: [
    { verb: 'signFirst', from: ['PROPOSED'], to: 'SIGNED_BY_ONE', by: [...SIGNERS] },
    { verb: 'signSecond', from: ['SIGNED_BY_ONE'], to: 'IN_FORCE', by: [...SIGNERS] },
    { verb: 'withdraw', from: ['PROPOSED', 'SIGNED_BY_ONE'], to: 'WITHDRAWN', by: [...BUYER, 'SUPPLIER'] },
  ],
  names: {
    states: {
      PROPOSED: { zh: '已提出', en: 'proposed' },
      SIGNED_BY_ONE: { zh: '一方已签', en: 'signed by one' },
      IN_FORCE: { zh: '已生效', en: 'in force' },
      WITHDRAWN: { zh: '已撤回', en: 'withdrawn' },
    },
    verbs: {
      signFirst: { zh: '签署', en: 'sign' },
      signSecond: { zh: '签署', en: 'sign' },
      withdraw: { zh: '撤回', en: 'withdraw' },
    },
  },
});

export type RevisionState = StateOf<typeof revisionStates>;

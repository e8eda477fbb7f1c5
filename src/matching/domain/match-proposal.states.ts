import { defineStates, type StateOf } from '../../../libs/workflow/src/index';

const ASKER = ['BUYER_CLERK', 'BUYER_APPROVER', 'COORD_COUNTY', 'COORD_CITY', 'COORD_PROV'] as const;

/** Workflow 5, what a run proposes for one request: taken, taken otherwise with a reason, or out of date. */
export const matchProposalStates = defineStates({
  states: ['PROPOSED', 'ACCEPTED', 'OVERRIDDEN', 'SUPERSEDED'],
  terminal: ['ACCEPTED', 'OVERRIDDEN', 'SUPERSEDED'],
  transitions: [
    { verb: 'accept', from: ['PROPOSED'], to: 'ACCEPTED', by: [...ASKER] },
    { verb: 'override', from: ['PROPOSED'], to: 'OVERRIDDEN', by: [...ASKER] },
    { verb: 'supersede', from: ['PROPOSED'], to: 'SUPERSEDED', by: ['SYSTEM'] },
  ],
  names: {
    states: {
      PROPOSED: { zh: '待确认', en: 'proposed' },
      ACCEPTED: { zh: '已采纳', en: 'accepted' },
      OVERRIDDEN: { zh: '已另选', en: 'overridden' },
      SUPERSEDED: { zh: '已被新方案取代', en: 'superseded' },
    },
    verbs: {
      accept: { zh: '采纳', en: 'accept' },
      override: { zh: '另选', en: 'override' },
      supersede: { zh: '取代', en: 'supersede' },
    },
  },
});

export type MatchProposalState = StateOf<typeof matchProposalStates>;

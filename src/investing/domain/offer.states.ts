import { defineStates, type StateOf, type VerbOf } from '../../../libs/workflow/src/index';

/** Who offers projects: who runs a park, and whose county it is. */
export const OFFERING_PROJECTS = ['PARK_MANAGER', 'COUNTY_REVITAL', 'COORD_COUNTY'] as const;

/** 招商项目: what a park or a county looks for an enterprise for; everybody who is signed in reads it. */
export const offerStates = defineStates({
  states: ['PUBLISHED', 'CLOSED', 'EXPIRED'],
  terminal: ['CLOSED', 'EXPIRED'],
  transitions: [
    { verb: 'amend', from: ['PUBLISHED'], to: 'PUBLISHED', by: [...OFFERING_PROJECTS] },
    { verb: 'close', from: ['PUBLISHED'], to: 'CLOSED', by: [...OFFERING_PROJECTS] },
    { verb: 'expire', from: ['PUBLISHED'], to: 'EXPIRED', by: ['SYSTEM'] },
  ],
  names: {
    states: {
      PUBLISHED: { zh: '招商中', en: 'open' },
      CLOSED: { zh: '已关闭', en: 'closed' },
      EXPIRED: { zh: '已到期', en: 'expired' },
    },
    verbs: {
      amend: { zh: '修改', en: 'amend' },
      close: { zh: '关闭', en: 'close' },
    },
  },
});
export type OfferState = StateOf<typeof offerStates>;
export type OfferVerb = VerbOf<typeof offerStates>;

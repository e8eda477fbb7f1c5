import { defineStates, type StateOf } from '../../../libs/workflow/src/index';

const SIGNERS = ['COORD_COUNTY', 'COORD_CITY', 'COORD_PROV', 'BUYER_APPROVER'] as const;
const SYSTEM = ['SYSTEM'] as const;

/**
 * Workflow 11. The cut-off fixes the list; the system reports it, and both sides reconcile and sign the report. A correction
 * of the attribution makes a further revision of the list, which is reported anew: what was signed before is void.
 */
export const periodStates = defineStates({
  states: ['OPEN', 'SOFT_CLOSED', 'RECONCILING', 'SIGNED', 'LOCKED'],
  terminal: ['LOCKED'],
  transitions: [
    { verb: 'softClose', from: ['OPEN'], to: 'SOFT_CLOSED', by: SIGNERS },
    { verb: 'report', from: ['SOFT_CLOSED'], to: 'RECONCILING', by: SYSTEM },
    { verb: 'correct', from: ['SOFT_CLOSED', 'RECONCILING'], to: 'SOFT_CLOSED', by: ['VERIFIER'] },
    { verb: 'dispute', from: ['RECONCILING'], to: 'SOFT_CLOSED', by: SIGNERS },
    { verb: 'signFirst', from: ['RECONCILING'], to: 'RECONCILING', by: SIGNERS },
    { verb: 'signSecond', from: ['RECONCILING'], to: 'SIGNED', by: SIGNERS },
    { verb: 'lock', from: ['SIGNED'], to: 'LOCKED', by: SYSTEM },
  ],
  names: {
    states: {
      OPEN: { zh: '开放', en: 'open' },
      SOFT_CLOSED: { zh: '已截止', en: 'closed by cut-off' },
      RECONCILING: { zh: '对账中', en: 'being reconciled' },
      SIGNED: { zh: '双方已签', en: 'signed by both sides' },
      LOCKED: { zh: '已锁定', en: 'locked' },
    },
    verbs: {
      softClose: { zh: '截止', en: 'close the month' },
      report: { zh: '出具对账单', en: 'report the month' },
      correct: { zh: '更正归属', en: 'correct an attribution' },
      dispute: { zh: '提出争议', en: 'dispute lines' },
      signFirst: { zh: '签署', en: 'sign' },
      signSecond: { zh: '签署', en: 'sign' },
      lock: { zh: '锁定', en: 'lock' },
    },
  },
});

export type PeriodState = StateOf<typeof periodStates>;

/** States in which a list may still be corrected, by a verifier only. */
export const correctable = (state: PeriodState) => periodStates.can(state, 'correct');

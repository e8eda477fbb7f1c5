import { defineStates, type StateOf } from '../../../libs/workflow/src/index';

const SIGNERS = ['COORD_COUNTY', 'COORD_CITY', 'COORD_PROV', 'BUYER_APPROVER'] as const;
const PROVINCES = ['COORD_PROV'] as const;

/** Most lines of one dispute. */
export const MOST_LINES = 100;
/** Most files that come with one saying. */
export const MOST_FILES = 10;

/**
 * 争议: one side says what of the month's list should not stand there. The other answers, gives way or waits; what nobody
 * answers goes to the level above, and the month is signed without the lines until one of the two gives way or both
 * provinces decide together.
 */
export const disputeStates = defineStates({
  states: ['OPEN', 'ANSWERED', 'ESCALATED', 'UPHELD', 'WITHDRAWN', 'DISMISSED'],
  terminal: ['UPHELD', 'WITHDRAWN', 'DISMISSED'],
  transitions: [
    { verb: 'answer', from: ['OPEN'], to: 'ANSWERED', by: SIGNERS },
    { verb: 'reply', from: ['ANSWERED'], to: 'OPEN', by: SIGNERS },
    { verb: 'escalate', from: ['OPEN', 'ANSWERED'], to: 'ESCALATED', by: ['SYSTEM'] },
    { verb: 'uphold', from: ['OPEN', 'ANSWERED', 'ESCALATED'], to: 'UPHELD', by: SIGNERS },
    { verb: 'withdraw', from: ['OPEN', 'ANSWERED', 'ESCALATED'], to: 'WITHDRAWN', by: SIGNERS },
    { verb: 'proposeDecision', from: ['ESCALATED'], to: 'ESCALATED', by: PROVINCES },
    { verb: 'decideFor', from: ['ESCALATED'], to: 'UPHELD', by: PROVINCES },
    { verb: 'decideAgainst', from: ['ESCALATED'], to: 'DISMISSED', by: PROVINCES },
  ],
  names: {
    states: {
      OPEN: { zh: '待对方答复', en: 'waits for the other side’s answer' },
      ANSWERED: { zh: '待提出方回复', en: 'answered: waits for who opened it' },
      ESCALATED: {
        zh: '已提请上级，争议条目暂不计入',
        en: 'brought before the level above; its lines are left out until it is decided',
      },
      UPHELD: { zh: '争议成立，已冲销', en: 'conceded or decided so: its lines are taken back' },
      WITHDRAWN: { zh: '争议已撤回', en: 'withdrawn: its lines stand' },
      DISMISSED: { zh: '经双方省级裁定，争议不成立', en: 'both provinces decided that its lines stand' },
    },
    verbs: {
      answer: { zh: '答复', en: 'answer' },
      reply: { zh: '回复', en: 'reply' },
      uphold: { zh: '认可争议', en: 'concede' },
      withdraw: { zh: '撤回争议', en: 'withdraw' },
      proposeDecision: { zh: '提出裁定', en: 'propose a decision' },
      decideFor: { zh: '裁定争议成立', en: 'decide that the lines go' },
      decideAgainst: { zh: '裁定争议不成立', en: 'decide that the lines stand' },
    },
  },
});

export type DisputeState = StateOf<typeof disputeStates>;

/** How both provinces may decide: the lines go, or they stand. */
export const DECISION_OUTCOMES = ['UPHELD', 'DISMISSED'] as const;
export type DecisionOutcome = (typeof DECISION_OUTCOMES)[number];

/** While one of these stands nobody signs: the other side has not been heard. */
export const UNHEARD: readonly DisputeState[] = ['OPEN', 'ANSWERED'];

import { defineStates, type StateOf } from '../../../libs/workflow/src/index';

const SIGNERS = ['COORD_COUNTY', 'COORD_CITY', 'COORD_PROV', 'BUYER_APPROVER'] as const;

/** Most lines of one dispute. */
export const MOST_LINES = 100;

/**
 * 争议: one side says what of the month's list should not stand there. The other answers, gives way or waits; what nobody
 * answers goes to the level above, and the month is signed without the lines until one of the two decides.
 */
export const disputeStates = defineStates({
  states: ['OPEN', 'ANSWERED', 'ESCALATED', 'UPHELD', 'WITHDRAWN'],
  terminal: ['UPHELD', 'WITHDRAWN'],
  transitions: [
    { verb: 'answer', from: ['OPEN'], to: 'ANSWERED', by: SIGNERS },
    { verb: 'reply', from: ['ANSWERED'], to: 'OPEN', by: SIGNERS },
    { verb: 'escalate', from: ['OPEN', 'ANSWERED'], to: 'ESCALATED', by: ['SYSTEM'] },
    { verb: 'uphold', from: ['OPEN', 'ANSWERED', 'ESCALATED'], to: 'UPHELD', by: SIGNERS },
    { verb: 'withdraw', from: ['OPEN', 'ANSWERED', 'ESCALATED'], to: 'WITHDRAWN', by: SIGNERS },
  ],
  names: {
    states: {
      OPEN: { zh: '待对方答复', en: 'waits for the other side’s answer' },
      ANSWERED: { zh: '待提出方回复', en: 'answered: waits for who opened it' },
      ESCALATED: {
        zh: '已提请上级，争议条目暂不计入',
        en: 'brought before the level above; its lines are left out until it is decided',
      },
      UPHELD: { zh: '争议成立，已冲销', en: 'conceded: its lines are taken back' },
      WITHDRAWN: { zh: '争议已撤回', en: 'withdrawn: its lines stand' },
    },
    verbs: {
      answer: { zh: '答复', en: 'answer' },
      reply: { zh: '回复', en: 'reply' },
      uphold: { zh: '认可争议', en: 'concede' },
      withdraw: { zh: '撤回争议', en: 'withdraw' },
    },
  },
});

export type DisputeState = StateOf<typeof disputeStates>;

/** While one of these stands nobody signs: the other side has not been heard. */
export const UNHEARD: readonly DisputeState[] = ['OPEN', 'ANSWERED'];

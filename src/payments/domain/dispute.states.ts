import { defineStates, type StateOf } from '../../../libs/workflow/src/index';

export const disputeStates = defineStates({
  states: ['OPEN', 'WON', 'LOST'],
  terminal: ['WON', 'LOST'],
  transitions: [
    { verb: 'win', from: ['OPEN'], to: 'WON', by: ['SYSTEM'] },
    { verb: 'lose', from: ['OPEN'], to: 'LOST', by: ['SYSTEM'] },
  ],
  names: {
    states: {
      OPEN: { zh: '争议中', en: 'in dispute' },
      WON: { zh: '争议胜诉', en: 'won' },
      LOST: { zh: '争议败诉', en: 'lost' },
    },
    verbs: {
      win: { zh: '判我方胜', en: 'decide for us' },
      lose: { zh: '判付款人胜', en: 'decide for the payer' },
    },
  },
});
export type DisputeState = StateOf<typeof disputeStates>;

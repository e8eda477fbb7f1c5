import { defineStates, type StateOf } from '../../../libs/workflow/src/index';

/** A plot is declared by who farms it and believed only once the county has seen it. */
export const plotStates = defineStates({
  states: ['DECLARED', 'VERIFIED', 'REJECTED', 'WITHDRAWN'],
  terminal: ['REJECTED', 'WITHDRAWN', 'VERIFIED'],
  transitions: [
    { verb: 'verify', from: ['DECLARED'], to: 'VERIFIED', by: ['COUNTY_AGRI'] },
    { verb: 'reject', from: ['DECLARED'], to: 'REJECTED', by: ['COUNTY_AGRI'] },
    { verb: 'withdraw', from: ['DECLARED'], to: 'WITHDRAWN', by: ['SUPPLIER'] },
  ],
  names: {
    states: {
      DECLARED: { zh: '已申报', en: 'declared' },
      VERIFIED: { zh: '已核实', en: 'verified' },
      REJECTED: { zh: '未通过', en: 'rejected' },
      WITHDRAWN: { zh: '已撤回', en: 'withdrawn' },
    },
    verbs: {
      verify: { zh: '核实', en: 'verify' },
      reject: { zh: '不予核实', en: 'reject' },
      withdraw: { zh: '撤回', en: 'withdraw' },
    },
  },
});
export type PlotState = StateOf<typeof plotStates>;

import { defineStates, type StateOf, type VerbOf } from '../../../libs/workflow/src/index';

/** Workflow 3, forward supply: an announced harvest becomes lots, wholly, in part or not at all. */
export const forwardSupplyStates = defineStates({
  states: ['ANNOUNCED', 'PARTLY_CERTIFIED', 'FULFILLED', 'SHRUNK', 'WITHDRAWN'],
  terminal: ['FULFILLED', 'SHRUNK', 'WITHDRAWN'],
  transitions: [
    { verb: 'revise', from: ['ANNOUNCED'], to: 'ANNOUNCED', by: ['SUPPLIER'] },
    { verb: 'revise', from: ['PARTLY_CERTIFIED'], to: 'PARTLY_CERTIFIED', by: ['SUPPLIER'] },
    { verb: 'certify', from: ['ANNOUNCED', 'PARTLY_CERTIFIED'], to: 'PARTLY_CERTIFIED', by: ['SUPPLIER'] },
    { verb: 'fulfil', from: ['ANNOUNCED', 'PARTLY_CERTIFIED'], to: 'FULFILLED', by: ['SUPPLIER', 'CLOCK'] },
    { verb: 'shrink', from: ['ANNOUNCED', 'PARTLY_CERTIFIED'], to: 'SHRUNK', by: ['SUPPLIER', 'CLOCK'] },
    { verb: 'withdraw', from: ['ANNOUNCED', 'PARTLY_CERTIFIED'], to: 'WITHDRAWN', by: ['SUPPLIER'] },
  ],
  names: {
    states: {
      ANNOUNCED: { zh: '已预告', en: 'announced' },
      PARTLY_CERTIFIED: { zh: '部分已转批次', en: 'partly certified' },
      FULFILLED: { zh: '已足量转批次', en: 'fulfilled' },
      SHRUNK: { zh: '减产', en: 'shrunk' },
      WITHDRAWN: { zh: '已撤回', en: 'withdrawn' },
    },
    verbs: {
      revise: { zh: '修订', en: 'revise' },
      certify: { zh: '转为批次', en: 'certify' },
      fulfil: { zh: '足量完成', en: 'fulfil' },
      shrink: { zh: '按减产完成', en: 'close as smaller' },
      withdraw: { zh: '撤回', en: 'withdraw' },
    },
  },
});
export type ForwardSupplyState = StateOf<typeof forwardSupplyStates>;
export type ForwardSupplyVerb = VerbOf<typeof forwardSupplyStates>;

/** Still to come: shown to buyers, and holding land. */
export const OPEN_STATES = forwardSupplyStates.states.filter(
  (state) => !forwardSupplyStates.isTerminal(state),
);

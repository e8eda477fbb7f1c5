import { defineStates, type StateOf, type VerbOf } from '../../../libs/workflow/src/index';

/** Who signs for an office. */
const COORDINATORS = ['COORD_COUNTY', 'COORD_CITY', 'COORD_PROV'] as const;

/** The contract on how a park's benefits are shared: in force once both sides have signed. */
export const contractStates = defineStates({
  states: ['PROPOSED', 'SIGNED_ONE', 'IN_FORCE', 'WITHDRAWN'],
  terminal: ['IN_FORCE', 'WITHDRAWN'],
  transitions: [
    { verb: 'signFirst', from: ['PROPOSED'], to: 'SIGNED_ONE', by: [...COORDINATORS] },
    { verb: 'signSecond', from: ['SIGNED_ONE'], to: 'IN_FORCE', by: [...COORDINATORS] },
    { verb: 'withdraw', from: ['PROPOSED', 'SIGNED_ONE'], to: 'WITHDRAWN', by: [...COORDINATORS] },
  ],
  names: {
    states: {
      PROPOSED: { zh: '已提议', en: 'proposed' },
      SIGNED_ONE: { zh: '一方已签', en: 'signed by one' },
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
export type ContractState = StateOf<typeof contractStates>;
export type ContractVerb = VerbOf<typeof contractStates>;

/** The yearly statement; what changes later is stated by the next one. */
export const statementStates = defineStates({
  states: ['DRAWN', 'SIGNED_ONE', 'SIGNED', 'DISPUTED', 'REPLACED'],
  terminal: ['SIGNED', 'REPLACED'],
  transitions: [
    { verb: 'signFirst', from: ['DRAWN'], to: 'SIGNED_ONE', by: [...COORDINATORS] },
    { verb: 'signSecond', from: ['SIGNED_ONE'], to: 'SIGNED', by: [...COORDINATORS] },
    { verb: 'dispute', from: ['DRAWN', 'SIGNED_ONE'], to: 'DISPUTED', by: [...COORDINATORS] },
    { verb: 'replace', from: ['DRAWN', 'SIGNED_ONE', 'DISPUTED'], to: 'REPLACED', by: [...COORDINATORS] },
  ],
  names: {
    states: {
      DRAWN: { zh: '待签', en: 'drawn' },
      SIGNED_ONE: { zh: '一方已签', en: 'signed by one' },
      SIGNED: { zh: '双方已签', en: 'signed' },
      DISPUTED: { zh: '有异议', en: 'disputed' },
      REPLACED: { zh: '已重算', en: 'replaced' },
    },
    verbs: {
      signFirst: { zh: '签署', en: 'sign' },
      signSecond: { zh: '签署', en: 'sign' },
      dispute: { zh: '提出异议', en: 'dispute' },
      replace: { zh: '重算', en: 'draw anew' },
    },
  },
});
export type StatementState = StateOf<typeof statementStates>;
export type StatementVerb = VerbOf<typeof statementStates>;

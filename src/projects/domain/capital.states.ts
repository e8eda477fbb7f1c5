import { defineStates, type StateOf, type VerbOf } from '../../../libs/workflow/src/index';

const SUBMITTERS = [
  'PARK_MANAGER',
  'ENTERPRISE_INVESTOR',
  'COORD_COUNTY',
  'COORD_CITY',
  'COORD_PROV',
] as const;

/** 到位资金: verified by two people of two offices; after that only another record corrects it. */
export const capitalStates = defineStates({
  states: ['SUBMITTED', 'VERIFIED_ONE', 'VERIFIED', 'REJECTED', 'WITHDRAWN'],
  terminal: ['VERIFIED', 'REJECTED', 'WITHDRAWN'],
  transitions: [
    { verb: 'verify', from: ['SUBMITTED'], to: 'VERIFIED_ONE', by: ['VERIFIER'] },
    { verb: 'confirm', from: ['VERIFIED_ONE'], to: 'VERIFIED', by: ['VERIFIER'] },
    { verb: 'reject', from: ['SUBMITTED', 'VERIFIED_ONE'], to: 'REJECTED', by: ['VERIFIER'] },
    { verb: 'withdraw', from: ['SUBMITTED', 'VERIFIED_ONE'], to: 'WITHDRAWN', by: [...SUBMITTERS] },
  ],
  names: {
    states: {
      SUBMITTED: { zh: '已提交', en: 'submitted' },
      VERIFIED_ONE: { zh: '一人已核验', en: 'verified by one' },
      VERIFIED: { zh: '已核验', en: 'verified' },
      REJECTED: { zh: '已驳回', en: 'rejected' },
      WITHDRAWN: { zh: '已撤回', en: 'withdrawn' },
    },
    verbs: {
      verify: { zh: '核验', en: 'verify' },
      confirm: { zh: '核验', en: 'verify' },
      reject: { zh: '驳回', en: 'reject' },
      withdraw: { zh: '撤回', en: 'withdraw' },
    },
  },
});
export type CapitalState = StateOf<typeof capitalStates>;
export type CapitalVerb = VerbOf<typeof capitalStates>;

export const CAPITAL_NATURES = ['CONTRIBUTION', 'WITHDRAWAL', 'CORRECTION'] as const;
export type CapitalNature = (typeof CAPITAL_NATURES)[number];
export const CAPITAL_KINDS = ['CASH', 'EQUIPMENT', 'CONSTRUCTION', 'IN_KIND'] as const;
export type CapitalKind = (typeof CAPITAL_KINDS)[number];

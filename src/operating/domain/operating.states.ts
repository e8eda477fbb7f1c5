import { defineStates, type StateOf, type VerbOf } from '../../../libs/workflow/src/index';

const SUBMITTERS = [
  'PARK_MANAGER',
  'ENTERPRISE_INVESTOR',
  'COORD_COUNTY',
  'COORD_CITY',
  'COORD_PROV',
] as const;

/** 运营数据: verified by two people of two offices; after that only another record takes its place. */
export const operatingStates = defineStates({
  states: ['SUBMITTED', 'VERIFIED_ONE', 'VERIFIED', 'REJECTED', 'WITHDRAWN', 'REPLACED'],
  terminal: ['REJECTED', 'WITHDRAWN', 'REPLACED'],
  transitions: [
    { verb: 'verify', from: ['SUBMITTED'], to: 'VERIFIED_ONE', by: ['VERIFIER'] },
    { verb: 'confirm', from: ['VERIFIED_ONE'], to: 'VERIFIED', by: ['VERIFIER'] },
    { verb: 'reject', from: ['SUBMITTED', 'VERIFIED_ONE'], to: 'REJECTED', by: ['VERIFIER'] },
    { verb: 'withdraw', from: ['SUBMITTED', 'VERIFIED_ONE'], to: 'WITHDRAWN', by: [...SUBMITTERS] },
    { verb: 'replace', from: ['VERIFIED'], to: 'REPLACED', by: ['VERIFIER'] },
  ],
  names: {
    states: {
      SUBMITTED: { zh: '已提交', en: 'submitted' },
      VERIFIED_ONE: { zh: '一人已核验', en: 'verified by one' },
      VERIFIED: { zh: '已核验', en: 'verified' },
      REJECTED: { zh: '已驳回', en: 'rejected' },
      WITHDRAWN: { zh: '已撤回', en: 'withdrawn' },
      REPLACED: { zh: '已更正', en: 'replaced' },
    },
    verbs: {
      verify: { zh: '核验', en: 'verify' },
      confirm: { zh: '核验', en: 'verify' },
      reject: { zh: '驳回', en: 'reject' },
      withdraw: { zh: '撤回', en: 'withdraw' },
      replace: { zh: '更正', en: 'replace' },
    },
  },
});
export type OperatingState = StateOf<typeof operatingStates>;
export type OperatingVerb = VerbOf<typeof operatingStates>;

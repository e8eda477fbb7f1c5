import { defineStates, type StateOf, type VerbOf } from '../../../libs/workflow/src/index';

const OFFICES = ['COORD_COUNTY', 'COORD_CITY', 'COORD_PROV', 'VERIFIER'] as const;

/** 企业承继: two codes are one enterprise once another office says so, too, and no more once two offices have said so. */
export const successionStates = defineStates({
  states: ['RECORDED', 'CONFIRMED', 'VOID_ASKED', 'VOID', 'REJECTED'],
  terminal: ['VOID', 'REJECTED'],
  transitions: [
    { verb: 'confirm', from: ['RECORDED'], to: 'CONFIRMED', by: ['VERIFIER'] },
    { verb: 'reject', from: ['RECORDED'], to: 'REJECTED', by: ['VERIFIER'] },
    { verb: 'askToVoid', from: ['CONFIRMED'], to: 'VOID_ASKED', by: [...OFFICES] },
    { verb: 'keep', from: ['VOID_ASKED'], to: 'CONFIRMED', by: ['VERIFIER'] },
    { verb: 'void', from: ['VOID_ASKED'], to: 'VOID', by: ['VERIFIER'] },
  ],
  names: {
    states: {
      RECORDED: { zh: '已登记，待确认', en: 'recorded, waits for confirmation' },
      CONFIRMED: { zh: '已确认', en: 'confirmed' },
      VOID_ASKED: { zh: '已申请作废', en: 'asked to be voided' },
      VOID: { zh: '已作废', en: 'void' },
      REJECTED: { zh: '已驳回', en: 'rejected' },
    },
    verbs: {
      confirm: { zh: '确认', en: 'confirm' },
      reject: { zh: '驳回', en: 'reject' },
      askToVoid: { zh: '申请作废', en: 'ask to void' },
      keep: { zh: '维持', en: 'keep' },
      void: { zh: '作废', en: 'void' },
    },
  },
});
export type SuccessionState = StateOf<typeof successionStates>;
export type SuccessionVerb = VerbOf<typeof successionStates>;

export const SUCCESSION_KINDS = ['RENAMED', 'RE_REGISTERED', 'MERGED', 'SPLIT'] as const;
export type SuccessionKind = (typeof SUCCESSION_KINDS)[number];

import { defineStates, type StateOf, type VerbOf } from '../../../libs/workflow/src/index';

const BUYER = ['BUYER_CLERK', 'BUYER_APPROVER'] as const;

/**
 * 平台外采购申报, workflow 11: free of twins when it is deduplicated; verified by one side, then confirmed by the other.
 * Only a claim that resembles another purchase rests in SUBMITTED, until a verifier has said why it is another one.
 */
export const claimStates = defineStates({
  states: ['SUBMITTED', 'DEDUPED', 'VERIFIED_ONE', 'CONFIRMED', 'REJECTED', 'WITHDRAWN', 'REVERSED'],
  terminal: ['REJECTED', 'WITHDRAWN', 'REVERSED'],
  transitions: [
    { verb: 'dedupe', from: ['SUBMITTED'], to: 'DEDUPED', by: ['SYSTEM'] },
    { verb: 'amend', from: ['SUBMITTED', 'DEDUPED'], to: 'SUBMITTED', by: [...BUYER] },
    { verb: 'verify', from: ['SUBMITTED', 'DEDUPED'], to: 'VERIFIED_ONE', by: ['VERIFIER'] },
    { verb: 'confirm', from: ['VERIFIED_ONE'], to: 'CONFIRMED', by: ['VERIFIER'] },
    { verb: 'reject', from: ['SUBMITTED', 'DEDUPED', 'VERIFIED_ONE'], to: 'REJECTED', by: ['VERIFIER'] },
    { verb: 'withdraw', from: ['SUBMITTED', 'DEDUPED', 'VERIFIED_ONE'], to: 'WITHDRAWN', by: [...BUYER] },
    { verb: 'reverse', from: ['CONFIRMED'], to: 'CONFIRMED', by: ['VERIFIER', ...BUYER] },
    { verb: 'reverseAll', from: ['CONFIRMED'], to: 'REVERSED', by: ['VERIFIER', ...BUYER, 'SYSTEM'] },
  ],
  names: {
    states: {
      SUBMITTED: { zh: '已提交', en: 'submitted' },
      DEDUPED: { zh: '已查重', en: 'free of twins' },
      VERIFIED_ONE: { zh: '一方已核验', en: 'verified by one side' },
      CONFIRMED: { zh: '已确认', en: 'confirmed' },
      REJECTED: { zh: '已驳回', en: 'rejected' },
      WITHDRAWN: { zh: '已撤回', en: 'withdrawn' },
      REVERSED: { zh: '已冲销', en: 'reversed' },
    },
    verbs: {
      amend: { zh: '修改', en: 'amend' },
      verify: { zh: '核验', en: 'verify' },
      confirm: { zh: '核验', en: 'verify' },
      reject: { zh: '驳回', en: 'reject' },
      withdraw: { zh: '撤回', en: 'withdraw' },
      reverse: { zh: '冲销', en: 'reverse' },
      reverseAll: { zh: '冲销', en: 'reverse' },
    },
  },
});
export type ClaimState = StateOf<typeof claimStates>;
export type ClaimVerb = VerbOf<typeof claimStates>;

/** Still to be decided on. */
export const OPEN_STATES: readonly ClaimState[] = ['SUBMITTED', 'DEDUPED', 'VERIFIED_ONE'];
/** Not looked at by a verifier yet: its words and papers may change. */
export const CHANGEABLE_STATES: readonly ClaimState[] = ['SUBMITTED', 'DEDUPED'];
